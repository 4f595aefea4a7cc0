package io.cloudless.evaluate;

/** What a truth may tell of a pixel, beyond cloud and not cloud. */
public enum Kind {
    CLEAR("clear"),
    /** Thick or thin. */
    CLOUD("cloud"),
    THICK("thick cloud"),
    THIN("thin cloud"),
    SHADOW("cloud shadow");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** As people call it, such as {@code "thin cloud"}. */
    public String label() {
        return label;
    }

    /** As programs call it, such as {@code "thin_cloud"}. */
    public String key() {
        return label.replace(' ', '_');
    }
}
