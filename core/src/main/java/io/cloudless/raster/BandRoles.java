package io.cloudless.raster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the bands of a file show: by their names, else by the colours its format gives them, else by how many
 * there are, in the order of the usual products. Each of red, green, blue, near infrared and grey is given once.
 */
public final class BandRoles {
    private static final Map<String, BandRole> WORDS = Map.ofEntries(
            Map.entry("red", BandRole.RED),
            Map.entry("r", BandRole.RED),
            Map.entry("green", BandRole.GREEN),
            Map.entry("g", BandRole.GREEN),
            Map.entry("blue", BandRole.BLUE),
            Map.entry("b", BandRole.BLUE),
            Map.entry("nir", BandRole.NIR),
            Map.entry("nir1", BandRole.NIR),
            Map.entry("nir08", BandRole.NIR),
            Map.entry("n", BandRole.NIR),
            Map.entry("nearinfrared", BandRole.NIR),
            Map.entry("grey", BandRole.GREY),
            Map.entry("gray", BandRole.GREY),
            Map.entry("pan", BandRole.GREY),
            Map.entry("panchromatic", BandRole.GREY),
            Map.entry("alpha", BandRole.ALPHA));

    /** Blue, green, red, near infrared: names of the bands of Sentinel-2, of Landsat 8 and 9, of Landsat 4 to 7. */
    private static final List<List<String>> SENSORS =
            List.of(List.of("b2", "b3", "b4", "b8"), List.of("b2", "b3", "b4", "b5"), List.of("b1", "b2", "b3", "b4"));

    private static final List<BandRole> BGRN = List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR);

    /** By number of bands, where in a product blue, green, red and near infrared lie. */
    private static final Map<Integer, List<Integer>> PRODUCTS = Map.of(
            4, List.of(0, 1, 2, 3), // Sentinel-2 10 m, PlanetScope, most others
            5, List.of(0, 1, 2, 4), // RapidEye, with red edge
            6, List.of(0, 1, 2, 3), // Landsat 4 to 7
            7, List.of(1, 2, 3, 4), // Landsat 8 and 9
            8, List.of(1, 3, 5, 7), // PlanetScope SuperDove
            12, List.of(1, 2, 3, 7), // Sentinel-2 level 2A
            13, List.of(1, 2, 3, 7)); // Sentinel-2 level 1C

    private BandRoles() {}

    /**
     * @param names description of each band, or empty
     * @param colours what the format says of each band, null where it says nothing
     */
    public static List<BandRole> recognise(List<String> names, List<@Nullable BandRole> colours) {
        List<BandRole> roles = new ArrayList<>(Collections.nCopies(names.size(), BandRole.OTHER));
        List<String> plain = names.stream().map(BandRoles::plain).toList();
        for (int i = 0; i < roles.size(); i++) {
            give(roles, i, WORDS.get(plain.get(i)));
        }
        if (isUnknown(roles)) {
            byBandNumber(plain, roles);
        }
        boolean named = !isUnknown(roles);
        boolean single = roles.size() == 1; // a single band's colour is one of display
        for (int i = 0; i < roles.size(); i++) {
            BandRole colour = colours.get(i);
            if ((!named && !single) || colour == BandRole.ALPHA) {
                give(roles, i, colour);
            }
        }
        if (isUnknown(roles)) {
            byCount(roles);
        } else if (!named && roles.size() == 4 && roles.get(3) == BandRole.OTHER && roles.contains(BandRole.RED)) {
            roles.set(3, BandRole.NIR); // red, green, blue and one more that is not opacity, such as NAIP
        }
        return roles;
    }

    /** Lower case letters and digits only, without what products put before a band's number. */
    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.replaceFirst("^(sr|toa|band|b)+0*(?=\\d)", "b");
    }

    private static void byBandNumber(List<String> names, List<BandRole> roles) {
        // Landsat 4 to 7 call blue B1; B5 and B6 both there means Landsat 8, whose blue is B2.
        boolean old = names.contains("b1") && !names.contains("b8") && !(names.contains("b5") && names.contains("b6"));
        List<String> sensor = SENSORS.get(names.contains("b8") ? 0 : old ? 2 : 1);
        for (int i = 0; i < names.size(); i++) {
            int colour = sensor.indexOf(names.get(i));
            if (colour >= 0) {
                give(roles, i, BGRN.get(colour));
            }
        }
    }

    private static void byCount(List<BandRole> roles) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) == BandRole.OTHER) {
                places.add(i);
            }
        }
        if (places.size() == 3) {
            give(roles, places.get(0), BandRole.RED);
            give(roles, places.get(1), BandRole.GREEN);
            give(roles, places.get(2), BandRole.BLUE);
        } else if (places.size() == 1 || places.size() == 2) {
            give(roles, places.get(0), BandRole.GREY);
        } else {
            List<Integer> product = PRODUCTS.getOrDefault(places.size(), List.of());
            for (int i = 0; i < product.size(); i++) {
                give(roles, places.get(product.get(i)), BGRN.get(i));
            }
        }
    }

    private static boolean isUnknown(List<BandRole> roles) {
        return roles.stream().allMatch(role -> role == BandRole.OTHER || role == BandRole.ALPHA);
    }

    private static void give(List<BandRole> roles, int band, @Nullable BandRole role) {
        Set<BandRole> taken = EnumSet.of(BandRole.OTHER);
        taken.addAll(roles);
        if (role != null && (role == BandRole.ALPHA || !taken.contains(role))) {
            roles.set(band, role);
        }
    }
}
