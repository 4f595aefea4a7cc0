package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.detect.SegmenterOptions;
import io.cloudless.detect.output.RegionsCoco;
import io.cloudless.detect.output.RegionsGeoJson;
import io.cloudless.detect.output.RegionsJson;
import io.cloudless.detect.region.CropSink;
import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.RegionDetection;
import io.cloudless.detect.region.RegionDetector;
import io.cloudless.detect.region.RegionOptions;
import io.cloudless.detect.region.Regions;
import io.cloudless.draw.BoxStyle;
import io.cloudless.draw.Overlay;
import io.cloudless.draw.Picture;
import io.cloudless.draw.ScenePicture;
import io.cloudless.model.Model;
import io.cloudless.propose.UnavailableException;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Detection in one scene box by box, from its file to the files made of it. */
final class SceneRegions implements SceneWork {
    private final Model model;
    private final DetectOptions options;
    private final RegionDetector detector;
    private final int threads;
    private final @Nullable Path dump;

    /**
     * @param dump takes a PNG of every box that was looked at; null: nobody wants them
     * @throws UnavailableException if boxes cannot be proposed as asked for on this machine
     */
    SceneRegions(
            Model model,
            DetectOptions options,
            RegionOptions regionOptions,
            SegmenterOptions segmenterOptions,
            @Nullable Path dump) {
        this.model = model;
        this.options = options;
        this.detector = new RegionDetector(model, regionOptions, segmenterOptions);
        this.threads = segmenterOptions.threads();
        this.dump = dump;
    }

    /**
     * What was made of a scene.
     *
     * @param seconds from opening the scene to the last file
     */
    record Found(RegionDetection detection, List<Path> files, double seconds) implements Outcome {
        @Override
        public String summary() {
            int count = detection.regions().list().size();
            String likeliest = count == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", likeliest %s %.2f %%",
                            detection.regions().list().get(0).className(),
                            100 * detection.regions().list().get(0).probability());
            return String.format(
                    Locale.ROOT,
                    "%d %s of %d boxes%s, %.2f s",
                    count,
                    count == 1 ? "region" : "regions",
                    detection.looked(),
                    likeliest,
                    seconds);
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            RegionDetection.Times times = detection.times();
            json.writeNumberField("regions", detection.regions().list().size());
            json.writeNumberField("boxes", detection.looked());
            json.writeNumberField("boxes_left_out", detection.leftOut());
            json.writeNumberField("seconds", seconds);
            json.writeNumberField("seconds_reading", times.reading());
            json.writeNumberField("seconds_proposals", times.proposing());
            json.writeNumberField("seconds_classification", times.classifying());
        }

        @Override
        public List<String> notes() {
            return detection.notes();
        }
    }

    @Override
    public Outcome run(Path file, Path folder, String name) throws IOException {
        long start = System.nanoTime();
        try (RasterReader scene = RasterReader.open(file);
                Staging staging = Staging.in(folder);
                Dump crops = new Dump(dump, name)) {
            boolean isDrawn = options.overlay() != DetectOptions.OverlayKind.NONE;
            ScenePicture picture = new ScenePicture(scene.info(), model.card().bands());
            RegionDetection detection =
                    (isDrawn ? detector.withPicture(picture) : detector).detect(scene, dump == null ? null : crops);
            write(detection.regions(), scene.info(), staging, name);
            if (isDrawn) {
                BoxStyle style = detector.hasSeveralClasses() ? BoxStyle.LABELLED : BoxStyle.TARGET;
                Picture overlay = Overlay.boxes(picture, detection.regions(), style);
                staging.write(name + "-regions.png", out -> out.write(overlay.toPng()));
            }
            crops.commit();
            return new Found(detection, staging.commit(), (System.nanoTime() - start) / 1e9);
        }
    }

    private void write(Regions found, RasterInfo scene, Staging staging, String name) throws IOException {
        if (options.format() == DetectOptions.RegionFormat.COCO) {
            staging.write(name + "-regions.coco.json", out -> RegionsCoco.write(found, detector.classes(), scene, out));
        } else {
            staging.write(name + "-regions.json", out -> RegionsJson.write(found, out));
        }
        if (RegionsGeoJson.isPossibleFor(scene)) {
            staging.write(name + "-regions.geojson", out -> RegionsGeoJson.write(found, scene, threads, out));
        }
    }

    /** A PNG of every box, named by its place among the likeliest, its class and its probability in percent. */
    private final class Dump implements CropSink, AutoCloseable {
        private final @Nullable Staging staging;
        private final String name;
        private int count;

        Dump(@Nullable Path folder, String name) {
            this.staging = folder == null ? null : Staging.in(folder);
            this.name = name;
        }

        @Override
        public void accept(Region box, Pixels values) {
            if (staging == null) {
                return;
            }
            count++;
            String file = String.format(
                    Locale.ROOT,
                    "%s-%04d-%s-%02.0f.png",
                    name,
                    count,
                    box.className().split(",", 2)[0].replaceAll("[^\\p{L}\\p{N}]+", "-"),
                    100 * box.probability());
            byte[] png = Picture.of(values, model.card().bands()).toPng();
            try {
                staging.write(file, out -> out.write(png));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void commit() throws IOException {
            if (staging != null) {
                staging.commit();
            }
        }

        @Override
        public void close() {
            if (staging != null) {
                staging.close();
            }
        }
    }
}
