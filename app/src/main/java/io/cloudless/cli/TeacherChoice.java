package io.cloudless.cli;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A model to learn from, as in {@code ukis-csmask-4b-l1c:0.6@prepared/landsat}.
 *
 * @param model a file, or the name of a model
 * @param share of the loss, above 0 to 1
 * @param dataset the one folder about which it teaches, or null: all
 */
record TeacherChoice(String model, double share, @Nullable Path dataset) {
    private static final Pattern WITH_DATASET = Pattern.compile("(.+?)(?:@(.+))?");
    private static final double EVEN = 0.5;

    /** @throws IllegalArgumentException if the share is not above 0 to 1 */
    TeacherChoice {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a teacher's share of the loss is above 0 to 1, not " + share);
        }
    }

    /** @throws IllegalArgumentException if the share is not possible */
    static TeacherChoice parse(String text) {
        Matcher parts = WITH_DATASET.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("name a model");
        }
        Weighted weighted = Weighted.parse(parts.group(1), EVEN);
        String dataset = parts.group(2);
        return new TeacherChoice(weighted.name(), weighted.weight(), dataset == null ? null : Path.of(dataset));
    }

    /** Whether it teaches about a dataset of this folder. */
    boolean isAbout(Path folder) {
        return dataset == null
                || dataset.toAbsolutePath()
                        .normalize()
                        .equals(folder.toAbsolutePath().normalize());
    }

    /** As picocli asks for it. */
    static final class Converter implements ITypeConverter<TeacherChoice> {
        @Override
        public TeacherChoice convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
