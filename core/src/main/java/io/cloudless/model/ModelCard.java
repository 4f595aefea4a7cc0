package io.cloudless.model;

import io.cloudless.raster.BandRole;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Everything that using a model must know; stored inside the ONNX file as {@code metadata_props}.
 *
 * @param name such as {@code "cloudless-rgb"}
 * @param version of the model
 * @param task what its answer is
 * @param input what it expects
 * @param output what its answer means
 * @param provenance where it comes from
 * @param more anything else, by key; of a classifier {@value #BACKGROUND} names the class that means nothing is there;
 *     {@value #LIMITS} says in words where the model fails, {@value #HAZE_LIMIT} how much haze it knows
 */
public record ModelCard(
        String name,
        String version,
        Task task,
        ModelInput input,
        ModelOutput output,
        Provenance provenance,
        Map<String, String> more) {

    /** Key of the name of the class that means nothing is there. */
    public static final String BACKGROUND = "background";

    /** Key of {@link #more}: where the model fails, in words. */
    public static final String LIMITS = "limits";

    /** Key of {@link #more}: see {@link #hazeLimit()}. */
    public static final String HAZE_LIMIT = "haze_limit";

    /** What a network's answer is about. */
    public enum Task {
        /** Each pixel. */
        SEGMENTATION,
        /** The picture as a whole. */
        CLASSIFICATION
    }

    public ModelCard {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A model needs a name");
        }
        if (task == Task.SEGMENTATION) {
            checkSegmentation(input, output);
        } else if (output.classes().stream()
                        .mapToInt(MaskClass::code)
                        .distinct()
                        .count()
                < output.classes().size()) {
            throw new IllegalArgumentException("No two classes of a classifier may have the same code");
        }
        more = Collections.unmodifiableMap(new TreeMap<>(more));
        checkHazeLimit(more.getOrDefault(HAZE_LIMIT, "1"));
    }

    private static void checkHazeLimit(String text) {
        try {
            double limit = Double.parseDouble(text);
            if (!(limit >= 0 && limit <= 1)) {
                throw new IllegalArgumentException("The limit of haze must be 0 to 1, not " + text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The limit of haze must be a number from 0 to 1, not " + text, e);
        }
    }

    private static void checkSegmentation(ModelInput input, ModelOutput output) {
        if (input.pixelSize() == null || input.tileSize() % Model.SIZE_STEP != 0) {
            throw new IllegalArgumentException("A network that segments needs pixel sizes and tiles of a multiple of "
                    + Model.SIZE_STEP + " pixels, not of " + input.tileSize());
        }
        if (output.classes().stream().noneMatch(MaskClass::isCloud)
                || !output.classes().stream().allMatch(MaskClass::isOfMask)) {
            throw new IllegalArgumentException(
                    "The classes of a mask have codes of 0 to 3 and names without commas, and one is cloud: "
                            + output.classes());
        }
    }

    /**
     * At which it works.
     *
     * @throws IllegalStateException of a classifier, which has none
     */
    public PixelSize pixelSize() {
        PixelSize size = input.pixelSize();
        if (size == null) {
            throw new IllegalStateException(name + " classifies pictures of any pixel size");
        }
        return size;
    }

    /** The same model with other words for its classes, in their order. */
    ModelCard withClassNames(List<String> names) {
        List<MaskClass> renamed = IntStream.range(0, names.size())
                .mapToObj(i -> new MaskClass(classes().get(i).code(), names.get(i)))
                .toList();
        Map<String, String> renamedMore = new TreeMap<>(more);
        for (MaskClass former : classes()) {
            if (former.name().equals(more.get(BACKGROUND))) {
                renamedMore.put(BACKGROUND, names.get(classes().indexOf(former)));
            }
        }
        return new ModelCard(name, version, task, input, output.withClasses(renamed), provenance, renamedMore);
    }

    /**
     * The same network with another way to read its answer.
     *
     * @param figures what was measured of it
     */
    public ModelCard with(ModelOutput otherOutput, String figures) {
        return new ModelCard(name, version, task, input, otherOutput, provenance.withFigures(figures), more);
    }

    /** The same model with words about where it fails, see {@link #LIMITS}. */
    public ModelCard withLimits(String limits) {
        Map<String, String> said = new TreeMap<>(more);
        said.put(LIMITS, limits);
        return new ModelCard(name, version, task, input, output, provenance, said);
    }

    /**
     * The same model with another {@link #hazeLimit()}.
     *
     * @throws IllegalArgumentException if it is below 0 or above 1
     */
    public ModelCard withHazeLimit(double limit) {
        Map<String, String> said = new TreeMap<>(more);
        said.put(HAZE_LIMIT, Double.toString(limit));
        return new ModelCard(name, version, task, input, output, provenance, said);
    }

    /**
     * By how much blue may exceed red where a scene is darkest, 0..1 of full scale, for the network to be given it as it is:
     * about the most in what it was trained on. Of more the air is the cause, and it is taken off first
     * ({@link io.cloudless.raster.scaling.HazeCorrection}). 1: never.
     */
    public double hazeLimit() {
        return Double.parseDouble(more.getOrDefault(HAZE_LIMIT, "1"));
    }

    /**
     * Code of the class that means nothing is there: of a mask or of two classes 0, else as {@link #more} says. Empty
     * where every class is something, as ImageNet's are.
     */
    public OptionalInt background() {
        String named = more.get(BACKGROUND);
        boolean isUsual = task == Task.SEGMENTATION || classes().size() == 2;
        return classes().stream()
                .filter(each -> named == null
                        ? isUsual && each.code() == 0
                        : each.name().equals(named))
                .mapToInt(MaskClass::code)
                .findFirst();
    }

    /** What the input channels show, in order. */
    public List<BandRole> bands() {
        return input.bands();
    }

    /** What the output channels mean, in order. */
    public List<MaskClass> classes() {
        return output.classes();
    }

    /**
     * The card as an ONNX file's {@code metadata_props}, in a fixed order. Beside the card's own keys
     * ({@code cloudless.*}) there are those that the QGIS plugin Deepness reads, so that the same file runs there.
     *
     * @see <a href="https://qgis-plugin-deepness.readthedocs.io">Deepness: add metadata to model</a>
     */
    public Map<String, String> toProperties() {
        return CardProperties.write(this);
    }

    /**
     * Reads what {@link #toProperties()} wrote; other keys are passed over.
     *
     * @throws IllegalArgumentException if there is no card among the properties or it is damaged
     */
    public static ModelCard fromProperties(Map<String, String> properties) {
        return CardProperties.read(properties);
    }

    /** Whether an ONNX file with these {@code metadata_props} carries a card. */
    public static boolean isIn(Map<String, String> properties) {
        return properties.containsKey(CardProperties.FORMAT);
    }
}
