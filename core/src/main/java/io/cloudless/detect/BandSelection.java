package io.cloudless.detect;

import io.cloudless.files.InputException;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.RasterInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which bands of a scene a network is given.
 *
 * @param read indices of the scene's bands, each once
 * @param order for each input channel its position in {@code read}
 * @param notes what was assumed
 */
public record BandSelection(int[] read, int[] order, List<String> notes) {
    private static final List<BandRole> VISIBLE = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.GREY);

    /**
     * @param wanted what the input channels show
     * @param named indices that the user names for them, or empty
     * @throws InputException if the scene lacks a band
     */
    public static BandSelection of(RasterInfo scene, List<BandRole> wanted, List<Integer> named) {
        if (!named.isEmpty()) {
            return named(scene, wanted, named);
        }
        List<Band> opaque = scene.bands().stream()
                .filter(band -> band.role() != BandRole.ALPHA)
                .toList();
        int[] byRole = wanted.stream().mapToInt(role -> find(scene, role)).toArray();
        if (Arrays.stream(byRole).allMatch(index -> index >= 0)) {
            return of(byRole, isTold(opaque, byRole.length) ? List.of() : List.of(taken(byRole, wanted)));
        }
        if (opaque.size() == 1 && VISIBLE.containsAll(wanted)) {
            int[] grey = new int[wanted.size()];
            Arrays.fill(grey, opaque.get(0).index());
            return of(grey, List.of("The only band stands in for " + names(wanted)));
        }
        boolean isUntold = opaque.stream().allMatch(band -> band.role() == BandRole.OTHER);
        if (isUntold && opaque.size() == wanted.size()) {
            return of(
                    opaque.stream().mapToInt(Band::index).toArray(),
                    List.of("The file does not say what its bands show; taken as " + names(wanted)
                            + " in this order (--bands names another)"));
        }
        throw new InputException(
                scene.file(),
                "its bands are " + names(scene.bands().stream().map(Band::role).toList()),
                "The model needs " + names(wanted) + ": say which they are, counted from 1, such as --bands 3,2,1");
    }

    /** Whether the bands have names, or are no more than needed: which of more show what may be a guess. */
    private static boolean isTold(List<Band> bands, int needed) {
        return bands.size() <= needed
                || bands.stream().anyMatch(band -> !band.name().isEmpty());
    }

    private static String taken(int[] bands, List<BandRole> wanted) {
        String numbers = Arrays.stream(bands)
                .mapToObj(index -> Integer.toString(index + 1))
                .collect(Collectors.joining(", "));
        return "Bands " + numbers + " are taken as " + names(wanted) + " (--bands names others)";
    }

    private static BandSelection named(RasterInfo scene, List<BandRole> wanted, List<Integer> named) {
        int count = scene.bands().size();
        if (named.size() != wanted.size() || named.stream().anyMatch(index -> index < 0 || index >= count)) {
            throw new InputException(
                    scene.file(),
                    "has " + count + " bands, and --bands names "
                            + named.stream()
                                    .map(index -> Integer.toString(index + 1))
                                    .collect(Collectors.joining(",")),
                    "Name one band, counted from 1, for each of " + names(wanted));
        }
        return of(named.stream().mapToInt(Integer::intValue).toArray(), List.of());
    }

    private static BandSelection of(int[] channels, List<String> notes) {
        List<Integer> read = new ArrayList<>();
        for (int index : channels) {
            if (!read.contains(index)) {
                read.add(index);
            }
        }
        return new BandSelection(
                read.stream().mapToInt(Integer::intValue).toArray(),
                Arrays.stream(channels).map(read::indexOf).toArray(),
                notes);
    }

    private static int find(RasterInfo scene, BandRole role) {
        return scene.bands().stream()
                .filter(band -> band.role() == role)
                .mapToInt(Band::index)
                .findFirst()
                .orElse(-1);
    }

    private static String names(List<BandRole> roles) {
        return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
