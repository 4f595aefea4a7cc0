package io.cloudless.detect;

import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells for each pixel of a scene whether it shows cloud.
 *
 * <pre>{@code
 * try (Model model = Model.bundled(); RasterReader scene = RasterReader.open("scene.tif")) {
 *     Mask mask = new Segmenter(model).segment(scene);
 *     mask.write(Path.of("scene-mask.tif"));
 * }
 * }</pre>
 *
 * <p>The scene is read once, in rows of tiles. Values are scaled to 0..1, freed of haze that is beyond what the model knows,
 * and averaged down to the pixel size that the model is made for; tiles overlap and are blended; probabilities are
 * interpolated back to the scene's own grid before classes are decided, and pixels without data stay so. Memory does not
 * grow with the scene's height. The same scene gives the same mask, to the byte, with any number of threads.
 *
 * <p>A segmenter may be used by several threads at a time, each with a reader of its own.
 */
public final class Segmenter {
    private final Model model;

    /**
     * @param model stays open; closing it is the caller's part
     * @throws IllegalArgumentException if the model tells about whole pictures only
     */
    public Segmenter(Model model) {
        if (model.card().task() != ModelCard.Task.SEGMENTATION) {
            throw new IllegalArgumentException(
                    model.file() + " classifies pictures as a whole; a mask needs segmentation");
        }
        this.model = model;
    }

    /** The mask of a scene of less than 2^31 pixels, in memory. */
    public Mask segment(RasterReader scene) {
        return segment(scene, SegmenterOptions.defaults());
    }

    /** The mask of a scene of less than 2^31 pixels, in memory. */
    public Mask segment(RasterReader scene, SegmenterOptions options) {
        RasterInfo info = scene.info();
        if (info.bounds().area() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(info.file() + " has "
                    + info.bounds().area() + " pixels, too many for a mask in memory: pass it to a MaskSink");
        }
        Mask.Collector collector = new Mask.Collector();
        return collector.mask(segment(scene, options, collector));
    }

    /**
     * The mask of a scene of any size, passed on as it is made.
     *
     * @param scene read on another thread until this call returns
     * @return what it is like and how much of it is cloud
     * @throws io.cloudless.files.InputException if the scene cannot be read or lacks a band that the model needs
     */
    public Segmentation segment(RasterReader scene, SegmenterOptions options, MaskSink... sinks) {
        ModelCard card = model.card();
        RasterInfo info = scene.info();
        TileGrid tiles = tiles(options);
        BandSelection bands = BandSelection.of(info, card.bands(), options.bands());
        ModelGrid grid = ModelGrid.of(info, options.resolution(), card.pixelSize());
        InputValues values = InputValues.of(scene, bands, card);
        List<String> notes = new ArrayList<>(bands.notes());
        notes.addAll(grid.notes());
        notes.addAll(values.notes());
        MaskLayout layout = new MaskLayout(
                info.width(),
                info.height(),
                info.georeference(),
                card.classes(),
                options.cloudThreshold().orElse(card.output().cloudThreshold()),
                card.output().shadowThreshold(),
                notes);
        for (MaskSink sink : sinks) {
            sink.begin(layout);
        }
        StripReader source = new StripReader(scene, bands, values, grid, options.picture());
        Decision decision = Decision.of(layout);
        MaskPainter painter = new MaskPainter(layout, grid, decision, source, sinks, options.progress());
        options.progress().begin(info.file().getFileName().toString(), info.height(), "rows");
        try (Pipeline pipeline = new Pipeline(source, grid, tiles, painter, decision, options.threads())) {
            pipeline.run(() -> new TileRunner(model, bands.order(), decision), bands.read().length);
        } finally {
            options.progress().end();
        }
        for (MaskSink sink : sinks) {
            sink.end();
        }
        return new Segmentation(layout, painter.statistics());
    }

    private TileGrid tiles(SegmenterOptions options) {
        ModelCard card = model.card();
        int size = options.tileSize().orElse(card.input().tileSize());
        if (size < 1 || size % model.sizeStep() != 0) {
            throw new IllegalArgumentException(
                    "Tiles for this model must be multiples of " + model.sizeStep() + " pixels, not " + size);
        }
        return new TileGrid(size, options.tileOverlap().orElse(card.input().tileOverlap()));
    }
}
