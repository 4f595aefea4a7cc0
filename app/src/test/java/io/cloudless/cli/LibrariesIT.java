package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The libraries in the zip. */
class LibrariesIT {
    /** A line of the list: licences in brackets, the name, the coordinates and the address. */
    private static final Pattern LISTED = Pattern.compile("((?:\\([^)]+\\) )+).*\\(([^:()]+):([^:]+):([^ ]+) - .*\\)");

    /** The files in each jar. */
    private static final Map<String, List<String>> JARS = new TreeMap<>();

    /** What lies in licences/, with its text. */
    private static final Map<String, String> LICENCES = new TreeMap<>();

    @BeforeAll
    static void look() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("cloudless.zip"))) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName().replaceFirst("^[^/]*/", "");
                try (InputStream in = zip.getInputStream(entry)) {
                    if (name.startsWith("lib/") && name.endsWith(".jar")) {
                        JARS.put(name.substring("lib/".length()), names(in));
                    } else if (name.startsWith("licences/") && !entry.isDirectory()) {
                        LICENCES.put(
                                name.substring("licences/".length()),
                                new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private static List<String> names(InputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            names.add(entry.getName());
        }
        return names;
    }

    /** Else the order of the jars would decide which one runs. */
    @Test
    void noClassIsInTwoJars() {
        Set<String> seen = new HashSet<>();
        List<String> twice = JARS.values().stream()
                .flatMap(Collection::stream)
                .filter(name ->
                        name.endsWith(".class") && !name.matches("META-INF/.*|(.*/)?(module|package)-info.class"))
                .filter(name -> !seen.add(name))
                .toList();

        assertThat(seen).contains("io/cloudless/cli/Main.class", "org/geotools/referencing/CRS.class");
        assertThat(twice).isEmpty();
    }

    @Test
    void debugSymbolsPythonAndFurtherPictureDecodersAreLeftOut() {
        assertThat(JARS.values().stream().flatMap(Collection::stream))
                .contains(
                        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                        "ai/onnxruntime/native/win-x64/onnxruntime.dll")
                .filteredOn(name -> name.matches(
                        ".*(\\.dSYM/.*|\\.dbg|\\.debug|\\.pdb|/python/.+)|META-INF/services/javax\\.imageio\\.spi.*"))
                .isEmpty();
    }

    @Test
    void eachLibraryIsListedWithItsLicence() {
        List<String> listed =
                listed().map(line -> line.group(3) + "-" + line.group(4)).toList();

        assertThat(JARS.keySet().stream().filter(jar -> !jar.matches("cloudless(-core.*)?\\.jar")))
                .allSatisfy(jar -> assertThat(listed)
                        .anyMatch(library -> jar.matches(Pattern.quote(library) + "(-linux-x86_64)?\\.jar")));
    }

    @Test
    void thereIsATextOfEachLicence() {
        assertThat(listed()).isNotEmpty().allSatisfy(line -> {
            String artifact = line.group(3);
            boolean carriesIt = LICENCES.keySet().stream().anyMatch(file -> file.startsWith(artifact + "/"));
            List<String> named = Stream.of(line.group(1).split("[()]"))
                    .map(licence -> LICENCES.getOrDefault(licence + ".txt", ""))
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertThat(carriesIt || !named.isEmpty()).as(line.group()).isTrue();
            if (!carriesIt && line.group(1).matches(".*(MIT|BSD).*")) {
                assertThat(named).as("whose copyright it is").anyMatch(text -> text.contains(artifact));
            }
        });
    }

    private static Stream<MatchResult> listed() {
        return LISTED.matcher(LICENCES.get("LIBRARIES.txt")).results();
    }
}
