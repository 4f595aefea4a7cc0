package io.cloudless.detect.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Cases;
import io.cloudless.Draw;
import io.cloudless.detect.Drawing;
import io.cloudless.model.MaskClass;
import io.cloudless.raster.Window;
import io.cloudless.scene.Outline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionFinderTest {
    @Test
    void describesEachPartByClassBoxAreaAndMeanProbability() {
        Regions regions = Drawing.regions("""
                ..11....
                ..11..33
                .......3
                ff......""");

        assertThat(regions.list()).hasSize(2);
        assertThat(regions.list()).extracting(Region::className).containsExactly("cloud", "cloud shadow");
        assertThat(regions.list())
                .extracting(Region::box)
                .containsExactly(new Window(2, 0, 2, 2), new Window(6, 1, 2, 2));
        assertThat(regions.list()).extracting(Region::area).containsExactly(4L, 3L);
        assertThat(regions.list()).extracting(Region::probability).containsExactly(0.9, 0.1);
    }

    @Test
    void pixelsThatTouchByACornerBelongTogether() {
        assertThat(Drawing.regions("""
                1..
                .1.
                1..""").list()).hasSize(1);
    }

    @Test
    void classesSideBySideStayApart() {
        assertThat(Drawing.regions("""
                1122
                1122""").list())
                .extracting(Region::code)
                .containsExactlyInAnyOrder(MaskClass.CLOUD, MaskClass.THIN_CLOUD);
    }

    @Test
    void partsThatMeetFurtherDownAreOne() {
        Region region = Drawing.regions("""
                1.1.1
                1.1.1
                11111""").list().get(0);

        assertThat(region.area()).isEqualTo(11);
        assertThat(region.box()).isEqualTo(new Window(0, 0, 5, 3));
    }

    @Test
    void smallPartsAreOnlyCounted() {
        Regions regions = Drawing.regions(4, """
                11..1
                11...
                ....1""");

        assertThat(regions.list()).extracting(Region::area).containsExactly(4L);
        assertThat(regions.omitted()).isEqualTo(2);
        assertThat(regions.omittedArea()).isEqualTo(2);
    }

    @Test
    void ofTooManyPartsTheLargestAreKept() {
        int size = 1000;
        byte[] codes = new byte[size * size];
        for (int y = 0; y < size; y += 2) {
            for (int x = 0; x < size; x += 2) {
                codes[y * size + x] = MaskClass.CLOUD;
            }
        }
        codes[size - 1] = MaskClass.CLOUD; // beside the last of the first row
        Regions regions = Drawing.regions(new RegionFinder(1), size, codes, new byte[codes.length]);

        assertThat(regions.list()).hasSize(RegionFinder.MAX_REGIONS);
        assertThat(regions.list()).extracting(Region::area).contains(2L);
        assertThat(regions.omitted()).isEqualTo(size * size / 4 - RegionFinder.MAX_REGIONS);
        assertThat(regions.omittedArea()).isEqualTo(regions.omitted());
    }

    @Test
    void aPartTooRaggedToKeepHasTheOutlineOfItsBox() {
        byte[] codes = Drawing.codes("1.1.1\n11111");
        Regions regions = Drawing.regions(new RegionFinder(1, 3), 5, codes, new byte[codes.length]);

        Region region = regions.list().get(0);
        assertThat(region.isExact()).isFalse();
        assertThat(region.area()).isEqualTo(8);
        assertThat(region.outline()).usingRecursiveComparison().isEqualTo(Outline.of(new Window(0, 0, 5, 2)));
    }

    @Cases(1000)
    void findsWhatAFloodFillFinds(Draw draw) {
        int width = draw.between(1, 24);
        int height = draw.between(1, 24);
        byte[] codes = Drawing.noise(width, height, draw.between(0.1, 0.9), draw.seed());
        byte[] percent = new byte[codes.length];
        Random random = new Random(draw.seed());
        for (int i = 0; i < percent.length; i++) {
            percent[i] = (byte) random.nextInt(101);
        }

        Regions regions = Drawing.regions(new RegionFinder(1), width, codes, percent);

        assertThat(regions.list())
                .extracting(region -> region.code() + " " + region.area() + " "
                        + Math.round(region.probability() * 100 * region.area()) + " " + region.box())
                .containsExactlyInAnyOrderElementsOf(floodFill(width, height, codes, percent));
    }

    private static List<String> floodFill(int width, int height, byte[] codes, byte[] percent) {
        List<String> found = new ArrayList<>();
        Map<Integer, Boolean> seen = new HashMap<>();
        for (int start = 0; start < codes.length; start++) {
            if (codes[start] == MaskClass.CLEAR || seen.put(start, true) != null) {
                continue;
            }
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            long area = 0;
            long sum = 0;
            int left = width, top = height, right = 0, bottom = 0;
            while (!open.isEmpty()) {
                int pixel = open.pop();
                int x = pixel % width;
                int y = pixel / width;
                area++;
                sum += percent[pixel];
                left = Math.min(left, x);
                top = Math.min(top, y);
                right = Math.max(right, x + 1);
                bottom = Math.max(bottom, y + 1);
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int other = (y + dy) * width + x + dx;
                        if (x + dx >= 0
                                && x + dx < width
                                && y + dy >= 0
                                && y + dy < height
                                && codes[other] == codes[start]
                                && seen.put(other, true) == null) {
                            open.push(other);
                        }
                    }
                }
            }
            found.add(codes[start] + " " + area + " " + sum + " " + new Window(left, top, right - left, bottom - top));
        }
        return found;
    }
}
