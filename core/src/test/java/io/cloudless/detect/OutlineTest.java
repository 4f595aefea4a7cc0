package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.Cases;
import io.cloudless.Draw;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.RegionFinder;
import io.cloudless.scene.Outline;
import io.cloudless.scene.Outline.Polygon;
import io.cloudless.scene.Outline.Ring;
import io.cloudless.scene.Runs;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutlineTest {
    @Test
    void aRectangleHasFourCornersAtItsPixelsOuterEdges() {
        Outline outline = outlineOf("""
                ....
                .11.
                .11.""");

        Ring ring = outline.polygons().get(0).exterior();
        assertThat(outline.polygons()).hasSize(1);
        assertThat(outline.polygons().get(0).holes()).isEmpty();
        assertThat(ring.x()).containsExactly(3, 3, 1, 1);
        assertThat(ring.y()).containsExactly(1, 3, 3, 1);
    }

    @Test
    void aGapWithinIsAHole() {
        Outline outline = outlineOf("""
                111
                1.1
                111""");

        assertThat(outline.polygons()).hasSize(1);
        assertThat(outline.polygons().get(0).holes()).hasSize(1);
        assertThat(outline.polygons().get(0).holes().get(0).signedDoubleArea()).isEqualTo(-2);
    }

    @Test
    void partsThatTouchByACornerAreTwoPolygons() {
        assertThat(outlineOf("""
                11..
                11..
                ..11
                ..11""").polygons()).hasSize(2);
    }

    @Test
    void gapsThatTouchByACornerAreTwoHoles() {
        Outline outline = outlineOf("""
                1111
                1.11
                11.1
                1111""");

        assertThat(outline.polygons()).hasSize(1);
        assertThat(outline.polygons().get(0).holes()).hasSize(2);
    }

    @Test
    void aHoleBelongsToThePolygonAroundItNotToOneNearby() {
        // The ring's corner touches the block, so both are one region; the block lies within the ring's box.
        Outline outline = outlineOf("""
                11111..
                1...1..
                1.1.1..
                11.11..
                11111..
                .....11
                .....11""");

        assertThat(outline.polygons()).hasSize(3);
        assertThat(outline.polygons().stream()
                        .mapToInt(polygon -> polygon.holes().size()))
                .containsExactlyInAnyOrder(1, 0, 0);
    }

    @Cases(500)
    void outlinesEncloseExactlyTheRegionsPixelsInValidPolygons(Draw draw) {
        int width = draw.between(1, 20);
        int height = draw.between(1, 20);
        byte[] codes = Drawing.noise(width, height, draw.between(0.2, 0.9), draw.seed());
        int[][] covered = new int[height][width];
        for (Region region : Drawing.regions(new RegionFinder(1), width, codes, new byte[codes.length])
                .list()) {
            long pixels = 0;
            for (Polygon polygon : region.outline().polygons()) {
                pixels += fill(polygon, covered, region.code());
                assertThat(polygon.exterior().signedDoubleArea()).isPositive();
                assertThat(polygon.holes())
                        .allSatisfy(hole -> assertThat(hole.signedDoubleArea()).isNegative());
                assertNoCornerTwice(polygon.exterior());
                polygon.holes().forEach(OutlineTest::assertNoCornerTwice);
            }
            assertThat(pixels).isEqualTo(region.area());
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(covered[y][x]).as("pixel %d, %d", x, y).isEqualTo(codes[y * width + x]);
            }
        }
    }

    @Test
    void runsThatMeetInARowHaveNoBorderBetweenThem() {
        Runs runs = new Runs();
        runs.add(0, 2, 4);
        runs.add(0, 0, 2);

        assertThat(Outline.of(runs).polygons().get(0).exterior().x()).containsExactly(4, 4, 0, 0);
    }

    private static Outline outlineOf(String drawing) {
        return Drawing.regions(drawing).list().get(0).outline();
    }

    private static void assertNoCornerTwice(Ring ring) {
        Set<String> corners = new HashSet<>();
        for (int i = 0; i < ring.size(); i++) {
            assertThat(corners.add(ring.x()[i] + " " + ring.y()[i])).isTrue();
        }
    }

    /** Adds the code to the pixels inside the exterior and in no hole; returns their number. */
    private static long fill(Polygon polygon, int[][] covered, int code) {
        long count = 0;
        for (int y = 0; y < covered.length; y++) {
            for (int x = 0; x < covered[y].length; x++) {
                final int column = x;
                final int row = y;
                if (contains(polygon.exterior(), x, y)
                        && polygon.holes().stream().noneMatch(hole -> contains(hole, column, row))) {
                    covered[y][x] += code;
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean contains(Ring ring, int x, int y) {
        boolean inside = false;
        for (int i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
            if (ring.y()[i] > y != ring.y()[last] > y && ring.x()[i] <= x) {
                inside = !inside;
            }
        }
        return inside;
    }
}
