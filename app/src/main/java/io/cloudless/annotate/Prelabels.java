package io.cloudless.annotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.ProjectProgress;
import io.cloudless.detect.Mask;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.RegionFinder;
import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.RasterReader;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.Outline;
import io.cloudless.scene.Point;
import io.cloudless.scene.Ring;
import io.cloudless.scene.RunLengths;
import io.cloudless.scene.Shape;
import io.cloudless.work.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** What a model finds in images before anyone looks at them, and how unsure it is. Both are kept in the database. */
public final class Prelabels implements AutoCloseable {
    /** Smaller specks are not worth a person's time. */
    private static final int SMALLEST_REGION = 16;

    private static final int MOST_REGIONS = 200;
    private static final int IMAGES_AT_ONCE = 32;
    /** Probabilities come in percent. */
    private static final int FULL = 100;
    /** Of an image that the model can make nothing of. */
    private static final String NONE = "{}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Project project;
    private final Model model;
    private final Segmenter segmenter;
    /** However many people ask at a time, each waits for fewer images this way than if all ran at once. */
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** @param model closed with this */
    public Prelabels(Project project, Model model) {
        this.project = project;
        this.model = model;
        this.segmenter = new Segmenter(model);
    }

    /** The model as people say it. */
    public String modelName() {
        ModelCard card = model.card();
        return (card.name() + " " + card.version()).strip();
    }

    /**
     * What the model finds in an image, found now if nobody asked before.
     *
     * @return JSON: {@code model}, {@code usefulness}, {@code cover}, {@code shapes}; empty if the model can make nothing of
     *     the image
     */
    public Optional<String> of(Image image) {
        String known = project.database().images().prelabels(image.id()).orElseGet(() -> find(image));
        return known.equals(NONE) ? Optional.empty() : Optional.of(known);
    }

    private String find(Image image) {
        processors.acquireUninterruptibly();
        try (RasterReader reader = RasterReader.open(project.fileOf(image))) {
            Mask mask = segmenter.segment(reader, SegmenterOptions.defaults().withThreads(1));
            double usefulness = uncertainty(mask);
            ObjectNode found = JSON.createObjectNode();
            found.put("model", modelName());
            found.put("usefulness", usefulness);
            double cover = mask.statistics().cloudCover();
            found.put("cover", Double.isNaN(cover) ? 0 : cover);
            found.set("shapes", JSON.readTree(MarksJson.write(marks(mask))));
            project.database().images().setPrelabels(image.id(), found.toString(), usefulness);
            return found.toString();
        } catch (InputException e) {
            project.database().images().setPrelabels(image.id(), NONE, 0);
            return NONE;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Shapes as they were just written", e);
        } finally {
            processors.release();
        }
    }

    /**
     * Mean binary entropy of the probability of cloud over pixels with data, {@code -p log2 p - (1 - p) log2(1 - p)}: 0 where
     * the model is sure everywhere, 1 where it has no idea anywhere.
     */
    static double uncertainty(Mask mask) {
        double sum = 0;
        long count = 0;
        for (byte percent : mask.rows().cloudProbability()) {
            int value = percent & 0xFF;
            if (value <= FULL) {
                double p = (double) value / FULL;
                sum += entropy(p) + entropy(1 - p);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double entropy(double p) {
        return p == 0 ? 0 : -p * Math.log(p) / Math.log(2);
    }

    private List<Mark> marks(Mask mask) {
        RegionFinder finder = new RegionFinder(SMALLEST_REGION);
        mask.sendTo(finder);
        List<Mark> marks = new ArrayList<>();
        for (Region region : finder.regions().list()) {
            Optional<LabelClass> known = project.settings().classes().stream()
                    .filter(label -> label.code() == region.code())
                    .findFirst();
            if (known.isPresent() && marks.size() < MOST_REGIONS) {
                Shape shape = new Shape.Region(pixels(region.outline(), mask.width(), mask.height()));
                double probability = Math.round(region.probability() * FULL) / (double) FULL;
                marks.add(new Mark(new Annotation(known.get().name(), shape), true, probability));
            }
        }
        return marks;
    }

    /** Outlines run along the edges of pixels, so that nothing is lost on the way there and back. */
    private static RunLengths pixels(Outline outline, int width, int height) {
        List<Shape.Polygon.Part> parts = outline.polygons().stream()
                .map(polygon -> new Shape.Polygon.Part(
                        ring(polygon.exterior()),
                        polygon.holes().stream().map(Prelabels::ring).toList()))
                .toList();
        return RunLengths.of(new Shape.Polygon(parts).pixels(width, height), width, height);
    }

    private static Ring ring(Outline.Ring ring) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            points.add(new Point(ring.x()[i], ring.y()[i]));
        }
        return new Ring(points);
    }

    /**
     * How much of an annotation is the model's: told by the shapes themselves, not by what a page says of them.
     *
     * @param prelabels what the model found, as {@link #of} says; empty if nobody asked it
     */
    public static ModelShare shareIn(List<Mark> marks, Optional<String> prelabels, Image image) {
        Set<Annotation> found = new HashSet<>();
        prelabels.filter(json -> !json.equals(NONE)).ifPresent(json -> {
            try {
                String shapes = JSON.readTree(json).path("shapes").toString();
                MarksJson.parse(shapes, image.window().width(), image.window().height())
                        .forEach(mark -> found.add(mark.annotation()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("What the database keeps is JSON", e);
            }
        });
        Set<Annotation> drawn = new HashSet<>();
        marks.forEach(mark -> drawn.add(mark.annotation()));
        boolean any = marks.stream().anyMatch(mark -> mark.fromModel() || found.contains(mark.annotation()));
        if (!any) {
            return ModelShare.NONE;
        }
        return drawn.equals(found) ? ModelShare.UNSEEN : ModelShare.CORRECTED;
    }

    /**
     * Asks the model about images that it was not asked about.
     *
     * @param after number of the last image that it was asked about in this way, 0 at first
     * @return number of the last image now; empty when all are through
     */
    public OptionalLong rankSome(long after, Progress progress) {
        List<Image> images = project.database().images().unranked(after, IMAGES_AT_ONCE);
        for (Image image : images) {
            find(image);
            progress.advance(1);
        }
        return images.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(images.get(images.size() - 1).id());
    }

    /** Asks the model about all images that it was not asked about. */
    public void rankAll(Progress progress) {
        ProjectProgress state = project.database().tasks().progress();
        progress.begin("rank", state.images() - state.ranked(), "images");
        try {
            OptionalLong last = OptionalLong.of(0);
            while (last.isPresent()) {
                last = rankSome(last.getAsLong(), progress);
            }
        } finally {
            progress.end();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
