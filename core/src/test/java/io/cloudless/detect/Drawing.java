package io.cloudless.detect;

import io.cloudless.detect.region.RegionFinder;
import io.cloudless.detect.region.Regions;
import io.cloudless.model.MaskClass;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small masks drawn as text, {@code .} clear, {@code f} no data, digits other classes; and random ones. */
public final class Drawing {
    private Drawing() {}

    public static Regions regions(String drawing) {
        return regions(1, drawing);
    }

    /** Cloud has a probability of 0.9, everything else of 0.1. */
    public static Regions regions(long minArea, String drawing) {
        byte[] codes = codes(drawing);
        byte[] percent = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            percent[i] = (byte) (MaskClass.isCloud(codes[i]) ? 90 : 10);
        }
        return regions(new RegionFinder(minArea), drawing.indexOf('\n'), codes, percent);
    }

    /** Passes a mask through the finder, some rows at a time. */
    public static Regions regions(RegionFinder finder, int width, byte[] codes, byte[] percent) {
        int height = codes.length / width;
        finder.begin(new MaskLayout(width, height, null, List.of(), 0.5, 0.5, List.of()));
        for (int y = 0; y < height; y += 3) {
            int from = y * width;
            int to = Math.min(height, y + 3) * width;
            finder.accept(new MaskRows(
                    y,
                    width,
                    (to - from) / width,
                    Arrays.copyOfRange(codes, from, to),
                    Arrays.copyOfRange(percent, from, to)));
        }
        finder.end();
        return finder.regions();
    }

    public static byte[] codes(String drawing) {
        String pixels = drawing.replace("\n", "");
        byte[] codes = new byte[pixels.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = switch (pixels.charAt(i)) {
                case '.' -> MaskClass.CLEAR;
                case 'f' -> (byte) MaskClass.NO_DATA;
                default -> (byte) (pixels.charAt(i) - '0');
            };
        }
        return codes;
    }

    /** Cloud with this density, a tenth of it thin. */
    public static byte[] noise(int width, int height, double density, long seed) {
        Random random = new Random(seed);
        byte[] codes = new byte[width * height];
        for (int i = 0; i < codes.length; i++) {
            if (random.nextDouble() < density) {
                codes[i] = (byte) (random.nextInt(10) == 0 ? MaskClass.THIN_CLOUD : MaskClass.CLOUD);
            }
        }
        return codes;
    }
}
