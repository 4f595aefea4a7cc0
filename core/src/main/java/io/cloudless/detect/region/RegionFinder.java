package io.cloudless.detect.region;

import io.cloudless.detect.MaskLayout;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.MaskSink;
import io.cloudless.model.MaskClass;
import io.cloudless.raster.Window;
import io.cloudless.scene.Runs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connected parts of a mask that comes row by row from the top. Pixels of one class belong together where they
 * touch by an edge or a corner.
 *
 * <p>Rows are cut into runs; a run joins the parts above that it touches (union-find). A part no run of the newest row
 * belongs to is complete. Memory is bounded whatever the mask: the parts that are open, at most {@link #MAX_REGIONS}
 * complete ones twice over, and {@link #MAX_RUNS} runs; a part that needs a run beyond those keeps its box, area and
 * probability but gives up its exact outline.
 */
public final class RegionFinder implements MaskSink {
    /** Most regions kept: of more than these the largest. */
    public static final int MAX_REGIONS = 50_000;

    private static final int MAX_RUNS = 8_000_000;

    private static final Comparator<Region> FROM_UPPER_LEFT = Comparator.comparingInt(
                    (Region region) -> region.box().y())
            .thenComparingInt(region -> region.box().x())
            .thenComparingInt(Region::code)
            .thenComparingLong(Region::area);
    private static final Comparator<Region> LARGEST_FIRST =
            Comparator.comparingLong(Region::area).reversed().thenComparing(FROM_UPPER_LEFT);
    private static final Comparator<Region> LIKELIEST_FIRST =
            Comparator.comparingDouble(Region::probability).reversed().thenComparing(FROM_UPPER_LEFT);

    private final long minArea;
    private final int maxRuns;
    private final List<Region> complete = new ArrayList<>();
    private List<Run> above = List.of();
    private int row;
    private int runsKept;
    private long omitted;
    private long omittedArea;

    /** @param minArea parts of fewer pixels are only counted */
    public RegionFinder(long minArea) {
        this(minArea, MAX_RUNS);
    }

    RegionFinder(long minArea, int maxRuns) {
        this.minArea = minArea;
        this.maxRuns = maxRuns;
    }

    @Override
    public void begin(MaskLayout layout) {}

    @Override
    public void accept(MaskRows rows) {
        for (int y = 0; y < rows.height(); y++) {
            addRow(rows, y * rows.width());
        }
    }

    @Override
    public void end() {
        complete(above);
        above = List.of();
        prune();
        complete.sort(LIKELIEST_FIRST);
    }

    /** What was found, once all rows are through. */
    public Regions regions() {
        return new Regions(complete, omitted, omittedArea);
    }

    private void addRow(MaskRows rows, int offset) {
        int width = rows.width();
        byte[] codes = rows.codes();
        List<Run> below = new ArrayList<>();
        int base = 0;
        for (int x = 0; x < width; ) {
            byte code = codes[offset + x];
            int from = x;
            while (x < width && codes[offset + x] == code) {
                x++;
            }
            if (code == MaskClass.CLEAR || code == (byte) MaskClass.NO_DATA) {
                continue;
            }
            long probability = 0;
            for (int at = offset + from; at < offset + x; at++) {
                probability += rows.cloudProbability()[at];
            }
            while (base < above.size() && above.get(base).to < from) {
                base++;
            }
            Part part = join(base, x, Byte.toUnsignedInt(code));
            keep(part, row, from, x);
            part.add(row, from, x, probability);
            below.add(new Run(from, x, part));
        }
        complete(above);
        above = below;
        row++;
    }

    /** The part that all runs of this class above, from {@code base} on, that touch the run belong to from now on; a new one if none does. */
    private Part join(int base, int to, int code) {
        Part joined = null;
        for (int i = base; i < above.size() && above.get(i).from <= to; i++) {
            Part other = above.get(i).part.root();
            if (other.code == code && other != joined) {
                joined = joined == null ? other : joined.merge(other);
            }
        }
        return joined == null ? new Part(code) : joined;
    }

    private void keep(Part part, int y, int from, int to) {
        if (part.runs == null) {
            return;
        }
        if (runsKept < maxRuns) {
            part.runs.add(y, from, to);
            runsKept++;
        } else {
            runsKept -= part.runs.count();
            part.runs = null;
        }
    }

    private void complete(List<Run> runs) {
        for (Run run : runs) {
            Part part = run.part.root();
            if (part.bottom <= row && !part.complete) {
                part.complete = true;
                add(part.toRegion());
            }
        }
    }

    private void add(Region region) {
        if (region.area() < minArea) {
            omit(region);
            return;
        }
        if (region.runs() != null) {
            region.runs().trim();
        }
        complete.add(region);
        if (complete.size() >= 2 * MAX_REGIONS) {
            prune();
        }
    }

    private void prune() {
        if (complete.size() > MAX_REGIONS) {
            complete.sort(LARGEST_FIRST);
            List<Region> smallest = complete.subList(MAX_REGIONS, complete.size());
            smallest.forEach(this::omit);
            smallest.clear();
        }
    }

    private void omit(Region region) {
        omitted++;
        omittedArea += region.area();
        if (region.runs() != null) {
            runsKept -= region.runs().count();
        }
    }

    /** Neighbouring pixels of one class in one row. */
    private record Run(int from, int to, Part part) {}

    /** A part still growing, or what it became part of. */
    private final class Part {
        private final int code;
        private @Nullable Part parent;
        private @Nullable Runs runs = new Runs();
        private long area;
        private long probability;
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right;
        private int bottom;
        private boolean complete;

        Part(int code) {
            this.code = code;
        }

        Part root() {
            Part root = this;
            while (root.parent != null) {
                root = root.parent;
            }
            for (Part part = this; part.parent != null; ) {
                Part next = part.parent;
                part.parent = root;
                part = next;
            }
            return root;
        }

        /** {@code bottom} is the first row below, as in a window. */
        void add(int y, int from, int to, long percent) {
            area += to - from;
            probability += percent;
            left = Math.min(left, from);
            top = Math.min(top, y);
            right = Math.max(right, to);
            bottom = Math.max(bottom, y + 1);
        }

        /** Both become one: the larger takes the other in. */
        Part merge(Part other) {
            if (area < other.area) {
                return other.merge(this);
            }
            other.parent = this;
            area += other.area;
            probability += other.probability;
            left = Math.min(left, other.left);
            top = Math.min(top, other.top);
            right = Math.max(right, other.right);
            bottom = Math.max(bottom, other.bottom);
            if (runs != null && other.runs != null) {
                runs.addAll(other.runs);
            } else {
                runsKept -= (runs == null ? 0 : runs.count()) + (other.runs == null ? 0 : other.runs.count());
                runs = null;
            }
            other.runs = null;
            return this;
        }

        Region toRegion() {
            Window box = new Window(left, top, right - left, bottom - top);
            return new Region(code, Region.nameOf(code), probability / (100.0 * area), box, area, runs);
        }
    }
}
