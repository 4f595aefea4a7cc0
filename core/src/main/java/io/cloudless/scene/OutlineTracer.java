package io.cloudless.scene;

import io.cloudless.raster.Window;
import io.cloudless.scene.Outline.Polygon;
import io.cloudless.scene.Outline.Ring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the border of a region from pixel corner to pixel corner, the region always at the right hand. Every border,
 * outer or inner, has an upper edge of a pixel somewhere, so a scan for upper edges not yet walked finds them all.
 */
final class OutlineTracer {
    /** East, south, west, north: each a right turn from the one before. */
    private static final int[] STEP_X = {1, 0, -1, 0};

    private static final int[] STEP_Y = {0, 1, 0, -1};
    /** From a corner to the pixel ahead at the right, for each direction; the left one is that of the next direction back. */
    private static final int[] RIGHT_X = {0, -1, -1, 0};

    private static final int[] RIGHT_Y = {0, 0, -1, -1};

    private final Window box;
    private final Runs runs;
    private final BitSet inside = new BitSet();
    private final BitSet walked = new BitSet();

    /** Corners of the ring that is looked at. */
    private final BitSet passed = new BitSet();

    OutlineTracer(Window box, Runs runs) {
        this.box = box;
        this.runs = runs;
        for (int run = 0; run < runs.count(); run++) {
            int rowStart = (runs.row(run) - box.y()) * box.width() - box.x();
            inside.set(rowStart + runs.from(run), rowStart + runs.to(run));
        }
        // A bit that stays: without one a set looks for its new end whenever its last bit goes.
        passed.set((box.width() + 1) * (box.height() + 1));
    }

    Outline trace() {
        List<Ring> exteriors = new ArrayList<>();
        List<Ring> holes = new ArrayList<>();
        for (int run = 0; run < runs.count(); run++) {
            int y = runs.row(run) - box.y();
            int end = runs.to(run) - box.x();
            for (int x = nextUpperEdge(runs.from(run) - box.x(), y); x < end; x = nextUpperEdge(x + 1, y)) {
                if (!walked.get(y * box.width() + x)) {
                    for (Ring ring : splitWhereItTouchesItself(walk(x, y))) {
                        (ring.signedDoubleArea() > 0 ? exteriors : holes).add(ring);
                    }
                }
            }
        }
        return new Outline(assemble(exteriors, holes));
    }

    /** The first pixel from this one on above which there is none inside; perhaps beyond the box. */
    private int nextUpperEdge(int x, int y) {
        int above = (y - 1) * box.width();
        return y == 0 ? x : inside.nextClearBit(above + x) - above;
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < box.width() && y < box.height() && inside.get(y * box.width() + x);
    }

    /** The border that begins with the upper edge of this pixel. Where two pixels touch by a corner it does not cross. */
    private Ring walk(int startX, int startY) {
        int[] xs = new int[8];
        int[] ys = new int[8];
        int count = 0;
        int x = startX;
        int y = startY;
        int direction = 0;
        do {
            if (direction == 0) {
                walked.set(y * box.width() + x);
            }
            x += STEP_X[direction];
            y += STEP_Y[direction];
            int left = (direction + 3) % 4;
            int turned;
            if (!isInside(x + RIGHT_X[direction], y + RIGHT_Y[direction])) {
                turned = (direction + 1) % 4;
            } else if (!isInside(x + RIGHT_X[left], y + RIGHT_Y[left])) {
                turned = direction;
            } else {
                turned = left;
            }
            if (turned != direction) {
                if (count == xs.length) {
                    xs = Arrays.copyOf(xs, 2 * count);
                    ys = Arrays.copyOf(ys, 2 * count);
                }
                xs[count] = x + box.x();
                ys[count] = y + box.y();
                count++;
                direction = turned;
            }
        } while (x != startX || y != startY || direction != 0);
        return new Ring(Arrays.copyOf(xs, count), Arrays.copyOf(ys, count));
    }

    /** A ring through the same corner twice is no valid ring: each loop becomes a ring of its own. */
    private List<Ring> splitWhereItTouchesItself(Ring ring) {
        Set<Integer> touched = cornersPassedTwice(ring);
        if (touched.isEmpty()) {
            return List.of(ring);
        }
        List<Ring> rings = new ArrayList<>();
        Map<Integer, Integer> open = new HashMap<>();
        int[] xs = new int[ring.size()];
        int[] ys = new int[ring.size()];
        int count = 0;
        for (int i = 0; i < ring.size(); i++) {
            int corner = corner(ring.x()[i], ring.y()[i]);
            Integer before = open.get(corner);
            if (before != null) {
                rings.add(new Ring(Arrays.copyOfRange(xs, before, count), Arrays.copyOfRange(ys, before, count)));
                for (int j = before; j < count; j++) {
                    open.remove(corner(xs[j], ys[j]));
                }
                count = before;
            }
            if (touched.contains(corner)) {
                open.put(corner, count);
            }
            xs[count] = ring.x()[i];
            ys[count] = ring.y()[i];
            count++;
        }
        rings.add(new Ring(Arrays.copyOf(xs, count), Arrays.copyOf(ys, count)));
        return rings;
    }

    private Set<Integer> cornersPassedTwice(Ring ring) {
        Set<Integer> twice = new HashSet<>();
        for (int i = 0; i < ring.size(); i++) {
            int corner = corner(ring.x()[i], ring.y()[i]);
            if (passed.get(corner)) {
                twice.add(corner);
            }
            passed.set(corner);
        }
        for (int i = 0; i < ring.size(); i++) {
            passed.clear(corner(ring.x()[i], ring.y()[i]));
        }
        return twice;
    }

    /** Number of a corner among all corners of the box. */
    private int corner(int x, int y) {
        return (y - box.y()) * (box.width() + 1) + x - box.x();
    }

    /** Gives each hole to the smallest polygon around it. */
    private static List<Polygon> assemble(List<Ring> exteriors, List<Ring> holes) {
        exteriors.sort(Comparator.comparingLong(Ring::signedDoubleArea));
        List<List<Ring>> holesOf = new ArrayList<>();
        exteriors.forEach(exterior -> holesOf.add(new ArrayList<>()));
        List<Window> boxes = exteriors.stream().map(OutlineTracer::boxOf).toList();
        for (Ring hole : holes) {
            Window holeBox = boxOf(hole);
            int owner = 0;
            while (owner < exteriors.size() - 1
                    && !(boxes.get(owner).contains(holeBox) && surrounds(exteriors.get(owner), hole))) {
                owner++;
            }
            holesOf.get(owner).add(hole);
        }
        List<Polygon> polygons = new ArrayList<>();
        for (int i = exteriors.size() - 1; i >= 0; i--) {
            polygons.add(new Polygon(exteriors.get(i), holesOf.get(i)));
        }
        return polygons;
    }

    private static Window boxOf(Ring ring) {
        int left = ring.x()[0];
        int top = ring.y()[0];
        int right = left;
        int bottom = top;
        for (int i = 1; i < ring.size(); i++) {
            left = Math.min(left, ring.x()[i]);
            right = Math.max(right, ring.x()[i]);
            top = Math.min(top, ring.y()[i]);
            bottom = Math.max(bottom, ring.y()[i]);
        }
        return new Window(left, top, right - left, bottom - top);
    }

    /** Whether the region's pixel beside the hole's first edge lies in the exterior; a ray to the left tells. */
    private static boolean surrounds(Ring exterior, Ring hole) {
        int direction = direction(hole);
        double x = hole.x()[0] + RIGHT_X[direction] + 0.5;
        double y = hole.y()[0] + RIGHT_Y[direction] + 0.5;
        boolean inside = false;
        for (int i = 0, last = exterior.size() - 1; i < exterior.size(); last = i++) {
            boolean crosses = exterior.y()[i] > y != exterior.y()[last] > y;
            inside ^= crosses && exterior.x()[i] < x;
        }
        return inside;
    }

    /** Of the first edge. */
    private static int direction(Ring ring) {
        int dx = Integer.signum(ring.x()[1] - ring.x()[0]);
        int dy = Integer.signum(ring.y()[1] - ring.y()[0]);
        return dx == 0 ? 2 - dy : 1 - dx;
    }
}
