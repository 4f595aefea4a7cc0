package io.cloudless.scene;

/**
 * Something marked on an image.
 *
 * @param className what it is, such as {@code ship}
 * @param shape where it is
 */
public record Annotation(String className, Shape shape) {
    /** The class of what a file marks without saying what it is, as those of 2016 do. */
    public static final String UNNAMED = "object";

    /**
     * @throws IllegalArgumentException if the class is no name
     */
    public Annotation {
        checkClassName(className);
    }

    /** A class has a name of visible characters in one line, so that every format can hold it. */
    static void checkClassName(String name) {
        boolean printable = name.codePoints()
                .allMatch(c -> Character.isDefined(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
        if (name.isEmpty() || !printable || !name.equals(name.strip())) {
            throw new IllegalArgumentException("'" + name + "' is no name of a class");
        }
    }
}
