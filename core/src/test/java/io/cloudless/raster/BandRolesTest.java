package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandRolesTest {
    @ParameterizedTest
    @CsvSource({
        "red green blue, RED GREEN BLUE",
        "blue green red nir, BLUE GREEN RED NIR",
        "B02 B03 B04 B08, BLUE GREEN RED NIR",
        "B8 B4 B3 B2, NIR RED GREEN BLUE",
        "B1 B2 B3 B4 B5 B6 B7, OTHER BLUE GREEN RED NIR OTHER OTHER",
        "SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B7, BLUE GREEN RED NIR OTHER OTHER",
        "coastal blue green red nir swir, OTHER BLUE GREEN RED NIR OTHER",
        "B8 B8A, NIR OTHER",
        "pan, GREY",
        "elevation red, OTHER RED"
    })
    void namesTellWhatABandShows(String names, String roles) {
        List<String> list = List.of(names.split(" "));
        assertThat(text(BandRoles.recognise(list, Collections.nCopies(list.size(), null))))
                .isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource({
        "1, GREY",
        "3, RED GREEN BLUE",
        "4, BLUE GREEN RED NIR",
        "5, BLUE GREEN RED OTHER NIR",
        "7, OTHER BLUE GREEN RED NIR OTHER OTHER",
        "9, OTHER OTHER OTHER OTHER OTHER OTHER OTHER OTHER OTHER"
    })
    void withoutNamesTheNumberOfBandsIsTakenForThatOfAProduct(int count, String roles) {
        assertThat(text(BandRoles.recognise(Collections.nCopies(count, ""), Collections.nCopies(count, null))))
                .isEqualTo(roles);
    }

    @Test
    void coloursOfTheFormatCountUnlessNamesContradict() {
        List<BandRole> rgba = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.ALPHA);
        assertThat(BandRoles.recognise(Collections.nCopies(4, ""), rgba)).isEqualTo(rgba);
        assertThat(text(BandRoles.recognise(List.of("nir", "red", "green", ""), rgba)))
                .isEqualTo("NIR RED GREEN ALPHA");
        List<BandRole> rgbAndMore = Arrays.asList(BandRole.RED, BandRole.GREEN, BandRole.BLUE, null);
        assertThat(text(BandRoles.recognise(Collections.nCopies(4, ""), rgbAndMore)))
                .isEqualTo("RED GREEN BLUE NIR");
    }

    private static String text(List<BandRole> roles) {
        return roles.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
