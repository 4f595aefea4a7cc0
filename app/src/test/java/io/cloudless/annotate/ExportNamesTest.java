package io.cloudless.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportNamesTest {
    @Test
    void namesThatAnyFileSystemTakesStay() {
        List<String> names = List.of("coast", "coast_x00000_y00000", "Zürich 2", "東京", "a.b");
        ExportNames exported = new ExportNames(names);

        assertThat(names).allSatisfy(name -> assertThat(exported.of(name)).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b", "a\\b", "..", ".", "", " ", "a\nb", "a:b", "CON", "nul.x", "classes", "a.", "a ", ".hidden",
                "\ud800"
            })
    void othersAreReplacedAndFoundAgain(String name) {
        ExportNames exported = new ExportNames(List.of(name, "other"));

        assertThat(exported.of(name)).matches("[A-Za-z._ ]*-[0-9a-f]{8}").doesNotStartWith(".");
        assertThat(exported.imageOf(exported.of(name))).hasValue(name);
    }

    @Test
    void lengthIsCountedInBytes() {
        List<String> names = List.of("x".repeat(300), "ü".repeat(250), "東".repeat(255), "\ud83d\ude00".repeat(200));
        ExportNames exported = new ExportNames(names);

        assertThat(names).allSatisfy(name -> {
            String file = exported.of(name);
            assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(190, 200);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(file)).isTrue();
            assertThat(exported.imageOf(file)).hasValue(name);
        });
    }

    @Test
    void imagesNeverShareAFileWhereCaseAndAccentsAreIgnoredWhateverTheirOrder() {
        String composed = "Z\u00fcrich";
        String mark = new ExportNames(List.of("coast", "Coast")).of("coast");
        List<String> names = new ArrayList<>(List.of(
                "coast",
                "Coast",
                "COAST",
                composed,
                Normalizer.normalize(composed, Normalizer.Form.NFD),
                "ZÜRICH",
                "a:b",
                "a_b",
                "a/b",
                mark,
                "y".repeat(300),
                "y".repeat(301),
                "stra\u00dfe",
                "STRASSE"));
        ExportNames exported = new ExportNames(names);
        Set<String> files = new HashSet<>();

        assertThat(names)
                .allSatisfy(name -> assertThat(files.add(
                                Normalizer.normalize(exported.of(name).toUpperCase(Locale.ROOT), Normalizer.Form.NFC)))
                        .as(name)
                        .isTrue())
                .allSatisfy(
                        name -> assertThat(exported.imageOf(exported.of(name))).hasValue(name));
        Collections.reverse(names);
        ExportNames reversed = new ExportNames(names);
        assertThat(names).allSatisfy(name -> assertThat(reversed.of(name)).isEqualTo(exported.of(name)));
    }
}
