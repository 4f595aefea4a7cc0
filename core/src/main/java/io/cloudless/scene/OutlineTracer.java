package io.cloudless.scene;

import io.cloudless.scene.Outline.Polygon;
import io.cloudless.scene.Outline.Ring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a region's border into rings, and gives each hole to the polygon around it. */
final class OutlineTracer {
    private final Border border;
    private final List<Loop> loops = new ArrayList<>();

    /** The loop that leads to each corner. */
    private final Loop[] loopTo;

    /** Corners since the last that is not in a loop yet. */
    private int[] path = new int[16];

    /** Of two corners at one place, by the first of them: where the path has passed there. */
    private final Map<Integer, Integer> passed = new HashMap<>();

    OutlineTracer(Runs runs) {
        this.border = new Border(runs);
        this.loopTo = new Loop[border.corners()];
    }

    /** A ring of the border. */
    private static final class Loop {
        private final Ring ring;
        private final long doubleArea;

        /** Its first corner in rows from the upper left. */
        private final int first;

        /** Of an exterior. */
        private final List<Ring> holes = new ArrayList<>();

        /** The exterior it belongs to, once that is known. */
        private Loop exterior = this;

        Loop(Ring ring, int first) {
            this.ring = ring;
            this.doubleArea = ring.signedDoubleArea();
            this.first = first;
        }

        boolean isExterior() {
            return doubleArea > 0;
        }
    }

    Outline trace() {
        cut();
        giveHoles();
        return new Outline(loops.stream()
                .filter(Loop::isExterior)
                .sorted(Comparator.comparingLong((Loop loop) -> loop.doubleArea).reversed())
                .map(loop -> new Polygon(loop.ring, loop.holes))
                .toList());
    }

    private void cut() {
        for (int corner = 0; corner < loopTo.length; corner++) {
            if (loopTo[corner] == null) {
                follow(corner);
            }
        }
    }

    /**
     * The pixel left of a hole's upper left corner is in the polygon around it. What ends that pixel's run at the left is the
     * polygon's own border, or that of another hole in it that begins further up or left.
     */
    private void giveHoles() {
        loops.sort(Comparator.comparingInt(loop -> loop.first));
        for (Loop loop : loops) {
            if (!loop.isExterior()) {
                loop.exterior = loopTo[border.left(loop.first)].exterior;
                loop.exterior.holes.add(loop.ring);
            }
        }
    }

    /** All of the border that comes back to this corner. A ring through one place twice is no valid ring, but two. */
    private void follow(int start) {
        passed.clear();
        int length = 0;
        int corner = start;
        do {
            corner = border.next(corner);
            int twin = border.twin(corner);
            if (twin >= 0) {
                Integer before = passed.get(twin);
                if (before != null) {
                    close(before, length);
                    for (; length > before; length--) {
                        passed.remove(border.twin(path[length - 1]));
                    }
                }
                passed.put(twin, length);
            }
            if (length == path.length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            path[length++] = corner;
        } while (corner != start);
        close(0, length);
    }

    /** Makes a loop of a part of the path. */
    private void close(int from, int to) {
        int[] x = new int[to - from];
        int[] y = new int[to - from];
        int first = path[from];
        for (int i = from; i < to; i++) {
            x[i - from] = border.x(path[i]);
            y[i - from] = border.y(path[i]);
            first = Math.min(first, path[i]);
        }
        Loop loop = new Loop(new Ring(x, y), first);
        loops.add(loop);
        for (int i = from; i < to; i++) {
            loopTo[border.next(path[i])] = loop;
        }
    }
}
