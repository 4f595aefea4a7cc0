package io.cloudless.dataset;

import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.RasterInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which bands of an image a dataset takes. */
final class ColourBands {
    private static final BandRole[] COLOURS = {BandRole.RED, BandRole.GREEN, BandRole.BLUE};

    private ColourBands() {}

    /**
     * The bands chosen, else the red, green and blue ones, else the grey one three times.
     *
     * @param chosen counted from 0; empty: not chosen
     * @throws InputException if the image lacks them
     */
    static int[] of(RasterInfo info, List<Integer> chosen) {
        if (!chosen.isEmpty()) {
            return chosen.stream().mapToInt(band -> checked(info, band)).toArray();
        }
        Optional<Band> grey = info.band(BandRole.GREY);
        int[] bands = new int[COLOURS.length];
        for (int i = 0; i < bands.length; i++) {
            BandRole role = COLOURS[i];
            bands[i] = info.band(role)
                    .or(() -> grey)
                    .orElseThrow(() -> new InputException(
                            info.file(),
                            "has no " + role.name().toLowerCase(Locale.ROOT) + " band",
                            "Say which bands to take with --bands"))
                    .index();
        }
        return bands;
    }

    private static int checked(RasterInfo info, int band) {
        if (band >= info.bands().size()) {
            throw new InputException(
                    info.file(),
                    "has " + info.bands().size() + " bands and no band " + (band + 1),
                    "Say which bands to take with --bands");
        }
        return band;
    }
}
