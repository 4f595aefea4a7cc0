package io.cloudless.detect.region;

import io.cloudless.detect.BandSelection;
import io.cloudless.detect.PictureSink;
import io.cloudless.detect.Segmentation;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.model.Classifier;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.propose.Proposer;
import io.cloudless.propose.SelectiveSearch;
import io.cloudless.propose.SlidingWindows;
import io.cloudless.propose.UnavailableException;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import io.cloudless.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds things in a scene box by box: boxes are proposed, each is shown to a classifier, and the likeliest remain.
 *
 * <pre>{@code
 * Regions regions = new RegionDetector(model, options, SegmenterOptions.defaults()).detect(scene, null).regions();
 * }</pre>
 *
 * <p>With a model that segments, a box is cloud as far as its pixels are on average; that of a connected part of the mask
 * as far as the part's own are.
 *
 * <p>A scene of more than {@value ReducedScene#MAX_EDGE} pixels along an edge is looked at reduced to that; boxes are in
 * pixels of the scene all the same.
 */
public final class RegionDetector {
    /** Parts of a mask smaller than this are no proposals. */
    private static final int LEAST_AREA = 16;
    /** Of a box without so many data nothing can be said. */
    private static final double LEAST_VALID = 0.5;

    private final Model model;
    private final RegionOptions options;
    private final SegmenterOptions segmenting;
    private final List<MaskClass> classes;
    private final @Nullable Proposer proposer;

    /**
     * @param model stays open; closing it is the caller's part
     * @param segmenting of these, a classifier needs threads, bands, progress and picture only
     * @throws UnavailableException if boxes cannot be proposed as asked for on this machine
     */
    public RegionDetector(Model model, RegionOptions options, SegmenterOptions segmenting) {
        this(model, options, segmenting, proposer(options.proposals()));
    }

    private RegionDetector(
            Model model, RegionOptions options, SegmenterOptions segmenting, @Nullable Proposer proposer) {
        this.model = model;
        this.options = options;
        this.segmenting = segmenting;
        this.proposer = proposer;
        this.classes = isClassifier() ? model.card().classes() : PictureClassifier.CLEAR_OR_CLOUD;
    }

    private static @Nullable Proposer proposer(RegionOptions.Proposals proposals) {
        return switch (proposals.method()) {
            case SELECTIVE_SEARCH -> new SelectiveSearch(proposals.ks());
            case GRID -> new SlidingWindows();
            case SEGMENTS -> null;
        };
    }

    /** The same, which shows the scenes that it reads. */
    public RegionDetector withPicture(PictureSink picture) {
        return new RegionDetector(model, options, segmenting.withPicture(picture), proposer);
    }

    /** What regions can be of. */
    public List<MaskClass> classes() {
        return classes;
    }

    /** Whether regions can be of several classes, the background not counted. */
    public boolean hasSeveralClasses() {
        return classes.size() - (model.card().background().isPresent() ? 1 : 0) > 1;
    }

    private boolean isClassifier() {
        return model.card().task() == ModelCard.Task.CLASSIFICATION;
    }

    /**
     * Finds regions in a scene.
     *
     * @param crops is shown what was looked at; null: nobody wants to see
     * @throws io.cloudless.files.InputException if the scene cannot be read or lacks a band that the model needs
     */
    public RegionDetection detect(RasterReader scene, @Nullable CropSink crops) {
        RasterInfo info = scene.info();
        Clock clock = new Clock();
        BandSelection bands = BandSelection.of(info, model.card().bands(), segmenting.bands());
        ReducedScene picture = ReducedScene.read(scene, bands, segmenting.picture());
        List<String> notes = new ArrayList<>(picture.notes());
        double reading = clock.lap();
        MaskPass mask = isClassifier() ? null : MaskPass.of(scene, model, picture, segmenting);
        if (mask != null) {
            notes.addAll(mask.notes());
        }
        double segmented = clock.lap();
        List<Window> proposed = boxes(scene, picture, mask);
        List<Window> boxes = proposed.subList(
                0, Math.min(proposed.size(), options.proposals().most()));
        if (boxes.size() < proposed.size()) {
            notes.add("Looked at the largest " + boxes.size() + " of " + proposed.size() + " boxes");
        }
        double proposing = clock.lap();
        float[][] answers = mask == null
                ? classify(picture, boxes, info)
                : mask.scorer(picture, options.proposals().method()).score(boxes);
        double classifying = segmented + clock.lap();
        List<Region> looked = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            ClassProbability likeliest =
                    ClassProbability.ranked(classes, answers[i]).get(0);
            Window box = picture.onScene(boxes.get(i)).clip(info.bounds());
            looked.add(Region.of(likeliest, box));
        }
        List<Region> sorted = RegionSelection.sorted(looked);
        if (crops != null) {
            sorted.forEach(region ->
                    crops.accept(region, picture.crop(padded(picture, picture.onPicture(region.box())))));
        }
        return new RegionDetection(
                RegionSelection.of(sorted, options.selection(), model.card().background()),
                sorted.size(),
                proposed.size() - boxes.size(),
                notes,
                new RegionDetection.Times(reading, proposing, classifying));
    }

    /** Boxes worth looking at, on the picture's grid, the largest first. */
    private List<Window> boxes(RasterReader scene, ReducedScene picture, @Nullable MaskPass mask) {
        if (picture.isEmpty()) {
            return List.of();
        }
        List<Window> all = proposer != null
                ? new ProposalPicture(picture, scene.info(), model.card()).boxes(proposer)
                : parts(scene, picture, mask);
        return all.stream()
                .filter(box -> picture.validShare(box) >= LEAST_VALID)
                .toList();
    }

    private List<Window> parts(RasterReader scene, ReducedScene picture, @Nullable MaskPass mask) {
        if (mask != null) {
            return mask.parts(picture);
        }
        try (Model segmenter = Model.bundled()) {
            // The bands named are in the classifier's order.
            SegmenterOptions own = segmenting.withBands(List.of());
            return MaskPass.of(scene, segmenter, picture, own).parts(picture);
        }
    }

    private float[][] classify(ReducedScene picture, List<Window> boxes, RasterInfo info) {
        Progress progress = segmenting.progress();
        progress.begin(String.valueOf(info.file().getFileName()), boxes.size(), "boxes");
        try (Classifier classifier = new Classifier(model, segmenting.threads())) {
            return classifier.probabilities(boxes.size(), (i, into) -> {
                picture.put(padded(picture, boxes.get(i)), classifier.edge(), into);
                progress.advance(1);
            });
        } finally {
            progress.end();
        }
    }

    private Window padded(ReducedScene picture, Window box) {
        return box.pad((options.pad() + picture.factor() - 1) / picture.factor())
                .clip(picture.bounds());
    }

    /** Times one step after the other. */
    private static final class Clock {
        private long last = System.nanoTime();

        double lap() {
            long now = System.nanoTime();
            double seconds = (now - last) / 1e9;
            last = now;
            return seconds;
        }
    }

    /** What a mask says of boxes. */
    private record MaskPass(RegionFinder finder, CloudShares shares, List<String> notes) {
        static MaskPass of(RasterReader scene, Model model, ReducedScene picture, SegmenterOptions options) {
            RegionFinder finder = new RegionFinder(LEAST_AREA);
            CloudShares shares = new CloudShares(picture);
            Segmentation segmentation =
                    new Segmenter(model).segment(scene, options.withPicture((y, values) -> {}), finder, shares);
            return new MaskPass(finder, shares, segmentation.layout().notes());
        }

        RegionScorer scorer(ReducedScene picture, ProposalMethod method) {
            if (method != ProposalMethod.SEGMENTS) {
                return shares.scorer();
            }
            Map<Window, Double> known = probabilities(picture);
            return boxes -> boxes.stream()
                    .map(box -> known.getOrDefault(box, 0.0).floatValue())
                    .map(cloud -> new float[] {1 - cloud, cloud})
                    .toArray(float[][]::new);
        }

        List<Window> parts(ReducedScene picture) {
            return Proposer.inOrder(probabilities(picture).keySet());
        }

        /** Of the connected parts, by their boxes; where two have the same the likelier counts. */
        private Map<Window, Double> probabilities(ReducedScene picture) {
            return finder.regions().list().stream()
                    .filter(region -> MaskClass.isCloud(region.code()))
                    .collect(Collectors.toMap(
                            region -> picture.onPicture(region.box()), Region::probability, Math::max));
        }
    }
}
