package io.cloudless.annotate;

import io.cloudless.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the files of images are called in an export, without their ending: as the images themselves, unless a file system
 * might refuse that name, or take it for that of another image because it ignores case or how accents are put together.
 * Such an image has the start of its name's SHA-256 added, so that its name does not depend on the order of the images.
 */
final class ExportNames {
    /** In UTF-8: most file systems hold 255, and endings such as {@code -mask.tif.part} need room. */
    private static final int MOST_BYTES = 200;

    private static final int DIGEST_DIGITS = 8;
    private static final String FORBIDDEN = "[\\p{Cntrl}\\p{Cs}\\u2028\\u2029<>:\"/\\\\|?*]";
    /** Not allowed on Windows, and {@code classes.txt} of YOLO. */
    private static final String RESERVED = "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|classes";

    private final Map<String, String> byImage = new HashMap<>();
    private final Map<String, String> byFile = new HashMap<>();

    /** @param images names of all images of a project */
    ExportNames(List<String> images) {
        Map<String, Integer> twins = new HashMap<>();
        images.forEach(image -> twins.merge(folded(portable(image)), 1, Integer::sum));
        Set<String> taken = new HashSet<>(twins.keySet());
        // In the order of the names: the same images get the same names whenever they came in.
        for (String image : new TreeSet<>(images)) {
            String name = portable(image);
            if (!name.equals(image) || twins.getOrDefault(folded(name), 0) > 1) {
                String whole = image;
                do {
                    whole = digest(whole);
                    name = marked(image, whole);
                } while (!taken.add(folded(name)));
            }
            byImage.put(image, name);
            byFile.put(name, image);
        }
    }

    /** The name of an image's file. */
    String of(String image) {
        String name = byImage.get(image);
        // One that came in since the others were listed.
        return name == null ? marked(image, digest(image)) : name;
    }

    /** The name of the image that a file is of, if it is called after one. */
    Optional<String> imageOf(String file) {
        return Optional.ofNullable(byFile.get(file)).or(() -> Optional.of(file).filter(byImage::containsKey));
    }

    private static String digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String marked(String image, String digest) {
        String mark = "-" + digest.substring(0, DIGEST_DIGITS);
        return cut(portable(image), MOST_BYTES - mark.length()) + mark;
    }

    /** As any file system takes it. */
    private static String portable(String name) {
        String plain = cut(name.replaceAll(FORBIDDEN, "_"), MOST_BYTES).replaceAll("^[. ]|[. ]$", "_");
        return plain.isEmpty() || plain.matches(RESERVED) ? "_" + plain : plain;
    }

    /** Without breaking a character in two. */
    private static String cut(String text, int mostBytes) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            bytes += Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > mostBytes) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** The same for names that some file system takes for the same. */
    private static String folded(String name) {
        String upper = Normalizer.normalize(name, Normalizer.Form.NFD).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
