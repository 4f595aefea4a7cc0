package io.cloudless.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the sample file of a prepared dataset is called: after the SHA-256 of its content, {@code samples-0123456789abcdef.bin}.
 * The manifest names it, so a manifest and samples of another preparation never meet, and the manifest alone decides which
 * preparation counts.
 */
final class SampleFile {
    /** Of datasets whose manifest names no file. */
    static final String FORMER = "samples.bin";

    private static final int DIGITS = 16;
    private static final Pattern NAME = Pattern.compile("samples-[0-9a-f]{" + DIGITS + "}\\.bin");
    private static final Pattern ANSWERS = Pattern.compile("samples(-[0-9a-f]+)?-answers-[0-9a-z]+\\.bin");

    private SampleFile() {}

    /** @param sha256 of the content, in hexadecimal digits */
    static String nameOf(String sha256) {
        return "samples-" + sha256.substring(0, DIGITS) + ".bin";
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The file of a model's answers for the chips of a sample file. */
    static Path answers(Path samples, String key) {
        return samples.resolveSibling(
                String.valueOf(samples.getFileName()).replaceFirst("\\.bin$", "-answers-" + key + ".bin"));
    }

    /** The sample files in a folder and the answers for them, those that no manifest names included. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.equals(FORMER)
                                || isName(name)
                                || ANSWERS.matcher(name).matches();
                    })
                    .toList();
        }
    }
}
