package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.detect.MaskFile;
import io.cloudless.detect.MaskSink;
import io.cloudless.detect.MaskStatistics;
import io.cloudless.detect.Segmentation;
import io.cloudless.detect.Segmenter;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.output.RegionsCoco;
import io.cloudless.detect.output.RegionsGeoJson;
import io.cloudless.detect.output.RegionsJson;
import io.cloudless.detect.output.StacAsset;
import io.cloudless.detect.output.StacItem;
import io.cloudless.detect.region.RegionFinder;
import io.cloudless.detect.region.Regions;
import io.cloudless.draw.BoxStyle;
import io.cloudless.draw.MaskPicture;
import io.cloudless.draw.Overlay;
import io.cloudless.draw.ScenePicture;
import io.cloudless.model.Model;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Detection in one scene pixel by pixel, from its file to the files made of it. */
final class SceneDetection implements SceneWork {
    private static final String GEOTIFF = "image/tiff; application=geotiff; profile=cloud-optimized";

    private final Model model;
    private final DetectOptions options;
    private final MaskOptions maskOptions;
    private final SegmenterOptions segmenterOptions;

    SceneDetection(Model model, DetectOptions options, MaskOptions maskOptions, SegmenterOptions segmenterOptions) {
        this.model = model;
        this.options = options;
        this.maskOptions = maskOptions;
        this.segmenterOptions = segmenterOptions;
    }

    /**
     * What was made of a scene.
     *
     * @param files the mask first
     * @param seconds from opening the scene to the last file
     */
    record Segmented(RasterInfo scene, Segmentation segmentation, Regions regions, List<Path> files, double seconds)
            implements Outcome {
        private double megapixelsPerSecond() {
            return scene.bounds().area() / 1e6 / seconds;
        }

        @Override
        public String summary() {
            MaskStatistics statistics = segmentation.statistics();
            String cover = statistics.valid() == 0
                    ? "no valid pixels"
                    : String.format(Locale.ROOT, "%.1f %% cloud", 100 * statistics.cloudCover());
            return String.format(Locale.ROOT, "%s, %.2f s, %.2f Mpix/s", cover, seconds, megapixelsPerSecond());
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            MaskStatistics statistics = segmentation.statistics();
            if (statistics.valid() == 0) {
                json.writeNullField("cloud_cover");
            } else {
                json.writeNumberField("cloud_cover", statistics.cloudCover());
            }
            json.writeNumberField("clear_px", statistics.clear());
            json.writeNumberField("cloud_px", statistics.cloud());
            json.writeNumberField("thin_cloud_px", statistics.thinCloud());
            json.writeNumberField("shadow_px", statistics.shadow());
            json.writeNumberField("no_data_px", statistics.noData());
            json.writeNumberField("regions", regions.list().size());
            json.writeNumberField("regions_omitted", regions.omitted());
            json.writeNumberField("seconds", seconds);
            json.writeNumberField("mpix_per_s", megapixelsPerSecond());
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>(segmentation.layout().notes());
            if (regions.list().size() == RegionFinder.MAX_REGIONS) {
                notes.add(
                        "More than " + RegionFinder.MAX_REGIONS + " regions; the smallest are not listed (--min-area)");
            }
            return notes;
        }
    }

    @Override
    public Outcome run(Path file, Path folder, String name) throws IOException {
        long start = System.nanoTime();
        try (RasterReader scene = RasterReader.open(file);
                Staging staging = Staging.in(folder)) {
            Making making = new Making(scene, staging, folder, name);
            making.segment();
            making.drawOverlay();
            making.writeRegions();
            making.writeOverlay();
            making.writeStacItem();
            List<Path> files = staging.commit();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Segmented(scene.info(), making.segmentation(), making.regions.regions(), files, seconds);
        }
    }

    /** The steps for one scene and what they hand on to each other. */
    private final class Making {
        private final RasterReader scene;
        private final Staging staging;
        private final Path folder;
        private final String name;
        private final RegionFinder regions = new RegionFinder(maskOptions.minArea());
        private final MaskPicture maskPicture = new MaskPicture();
        private final List<StacAsset> assets = new ArrayList<>();
        private final @Nullable ScenePicture picture;

        /** Found out beside all else: the registry of reference systems takes a second to start. */
        private final CompletableFuture<Boolean> isOnEarth;

        private @Nullable Segmentation segmentation;

        private @Nullable CompletableFuture<byte[]> overlay;

        Making(RasterReader scene, Staging staging, Path folder, String name) {
            this.scene = scene;
            this.staging = staging;
            this.folder = folder;
            this.name = name;
            this.isOnEarth = CompletableFuture.supplyAsync(() -> RegionsGeoJson.isPossibleFor(scene.info()));
            this.picture = options.overlay() == DetectOptions.OverlayKind.NONE
                    ? null
                    : new ScenePicture(scene.info(), model.card().bands());
        }

        Segmentation segmentation() {
            if (segmentation == null) {
                throw new IllegalStateException("Nothing is segmented yet");
            }
            return segmentation;
        }

        void segment() {
            List<MaskSink> sinks = new ArrayList<>(List.of(regions));
            if (options.overlay() == DetectOptions.OverlayKind.MASK) {
                sinks.add(maskPicture);
            }
            Path mask = staging.file(name + "-mask.tif");
            assets.add(new StacAsset("mask", "Cloud mask", mask, GEOTIFF, "data"));
            try (MaskFile codes = MaskFile.ofCodes(mask, maskOptions.coding())) {
                sinks.add(codes);
                if (maskOptions.probability()) {
                    segmentWithProbability(sinks);
                } else {
                    segment(sinks);
                }
            }
        }

        private void segmentWithProbability(List<MaskSink> sinks) {
            Path file = staging.file(name + "-probability.tif");
            assets.add(new StacAsset("probability", "Probability of cloud in percent", file, GEOTIFF, "data"));
            try (MaskFile probability = MaskFile.ofProbability(file)) {
                sinks.add(probability);
                segment(sinks);
            }
        }

        private void segment(List<MaskSink> sinks) {
            SegmenterOptions watched = picture == null ? segmenterOptions : segmenterOptions.withPicture(picture);
            segmentation = new Segmenter(model).segment(scene, watched, sinks.toArray(MaskSink[]::new));
        }

        /** Draws beside the writing of regions, which leaves a thread idle now and then. */
        void drawOverlay() {
            if (picture != null) {
                ScenePicture drawnOn = picture;
                overlay = segmenterOptions.threads() > 1
                        ? CompletableFuture.supplyAsync(() -> overlay(drawnOn))
                        : CompletableFuture.completedFuture(overlay(drawnOn));
            }
        }

        private byte[] overlay(ScenePicture drawnOn) {
            return options.overlay() == DetectOptions.OverlayKind.MASK
                    ? Overlay.mask(drawnOn, maskPicture).toPng()
                    : Overlay.boxes(drawnOn, regions.regions(), BoxStyle.MASK).toPng();
        }

        void writeRegions() throws IOException {
            Regions found = regions.regions();
            boolean coco = options.format() == DetectOptions.RegionFormat.COCO;
            Path file = coco
                    ? staging.write(name + "-regions.coco.json", out -> RegionsCoco.write(found, scene.info(), out))
                    : staging.write(name + "-regions.json", out -> RegionsJson.write(found, out));
            assets.add(new StacAsset("regions", "Regions in pixels", file, "application/json", "data"));
            if (isOnEarth.join()) {
                Path geoJson = staging.write(
                        name + "-regions.geojson",
                        out -> RegionsGeoJson.write(found, scene.info(), segmenterOptions.threads(), out));
                assets.add(
                        new StacAsset("regions-geojson", "Regions on Earth", geoJson, "application/geo+json", "data"));
            }
        }

        void writeOverlay() throws IOException {
            if (overlay == null) {
                return;
            }
            byte[] png = Workers.result(overlay);
            Path file = staging.write(name + "-regions.png", out -> out.write(png));
            assets.add(new StacAsset("overlay", "What was found, over the scene", file, "image/png", "overview"));
        }

        void writeStacItem() throws IOException {
            if (maskOptions.stac()) {
                StacItem item = new StacItem(
                        name,
                        scene.info(),
                        folder,
                        segmentation(),
                        maskOptions.coding(),
                        model.card(),
                        Root.Version.number(),
                        assets);
                staging.write(name + ".json", item::write);
            }
        }
    }
}
