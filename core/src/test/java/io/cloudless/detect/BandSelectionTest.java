package io.cloudless.detect;

import static io.cloudless.raster.BandRole.ALPHA;
import static io.cloudless.raster.BandRole.BLUE;
import static io.cloudless.raster.BandRole.GREEN;
import static io.cloudless.raster.BandRole.GREY;
import static io.cloudless.raster.BandRole.NIR;
import static io.cloudless.raster.BandRole.OTHER;
import static io.cloudless.raster.BandRole.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.SampleType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandSelectionTest {
    private static final List<BandRole> RGB = List.of(RED, GREEN, BLUE);

    @Test
    void findsBandsByWhatTheyShow() {
        assertThat(channels(List.of(BLUE, GREEN, RED, NIR), RGB)).containsExactly(2, 1, 0);
        assertThat(channels(List.of(RED, GREEN, BLUE, ALPHA), RGB)).containsExactly(0, 1, 2);
    }

    @Test
    void saysWhichOfManyUnnamedBandsItTook() {
        assertThat(select(List.of(BLUE, GREEN, RED, NIR), RGB).notes())
                .singleElement()
                .asString()
                .startsWith("Bands 3, 2, 1 are taken as red, green, blue");
        assertThat(select(List.of(RED, GREEN, BLUE, ALPHA), RGB).notes()).isEmpty();
    }

    @Test
    void takesTheBandsThatTheUserNames() {
        assertThat(channels(List.of(BLUE, GREEN, RED, NIR), RGB, 3, 2, 1)).containsExactly(3, 2, 1);
        assertThat(channels(List.of(GREY, OTHER), RGB, 1, 1, 0)).containsExactly(1, 1, 0);
    }

    @Test
    void readsABandOnceThatStandsInForAll() {
        BandSelection grey = select(List.of(GREY, ALPHA), RGB);
        assertThat(grey.read()).containsExactly(0);
        assertThat(grey.order()).containsExactly(0, 0, 0);
        assertThat(grey.notes()).hasSize(1);
    }

    @Test
    void takesUntoldBandsInOrderOnlyWhereTheirNumberFits() {
        BandSelection untold = select(List.of(OTHER, OTHER, OTHER), RGB);
        assertThat(untold.read()).containsExactly(0, 1, 2);
        assertThat(untold.notes()).anyMatch(note -> note.contains("red, green, blue"));

        assertThatThrownBy(() -> select(List.of(OTHER, OTHER, OTHER, OTHER), RGB))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("invented.tif")
                .hasMessageContaining("--bands");
    }

    @Test
    void refusesASceneThatLacksABand() {
        assertThatThrownBy(() -> select(List.of(RED, GREEN, BLUE), List.of(RED, GREEN, NIR)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nir");
        assertThatThrownBy(() -> select(List.of(GREY), List.of(RED, NIR))).isInstanceOf(InputException.class);
    }

    @Test
    void refusesNamesOfBandsThatAreNotThere() {
        for (Integer[] wrong : new Integer[][] {{0, 1}, {0, 1, 3}, {-1, 0, 1}}) {
            assertThatThrownBy(() -> select(List.of(RED, GREEN, BLUE), RGB, wrong))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("has 3 bands");
        }
    }

    private static int[] channels(List<BandRole> scene, List<BandRole> wanted, Integer... named) {
        BandSelection selection = select(scene, wanted, named);
        return Arrays.stream(selection.order())
                .map(position -> selection.read()[position])
                .toArray();
    }

    private static BandSelection select(List<BandRole> scene, List<BandRole> wanted, Integer... named) {
        InventedScene invented = InventedScene.of(4, 4, SampleType.UINT8, scene, (x, y, band) -> 0);
        return BandSelection.of(invented.info(), wanted, List.of(named));
    }
}
