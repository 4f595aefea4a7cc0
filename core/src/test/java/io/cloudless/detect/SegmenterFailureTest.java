package io.cloudless.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.model.Model;
import io.cloudless.model.TinyNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmenterFailureTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path out;

    private Model model;

    @BeforeEach
    void open() throws IOException {
        model = Model.open(TinyNetwork.brightness(folder, 3, 0.5));
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        model.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("cloudless-")) {
                thread.join(5000); // it has nothing left to do but may not have gone yet
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void whatTheReaderThrowsMidwayComesOutAndLeavesNoFile() throws IOException {
        InventedScene broken = InventedScene.rgb(300, 2000, (x, y, band) -> {
            if (y == 1500) {
                throw new InputException(Path.of("broken.tif"), "ends in row 1500", "Fetch it again");
            }
            return InventedScene.blobs(x, y, band);
        });
        try (MaskFile file = MaskFile.ofCodes(out.resolve("mask.tif"), Coding.CLOUDLESS)) {
            assertThatThrownBy(() -> new Segmenter(model).segment(broken, SegmenterOptions.defaults(), file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("row 1500");
        }
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatASinkThrowsComesOut() {
        MaskSink full = new MaskSink() {
            @Override
            public void begin(MaskLayout layout) {}

            @Override
            public void accept(MaskRows rows) {
                if (rows.y() > 300) {
                    throw new IllegalStateException("disk full");
                }
            }

            @Override
            public void end() {
                throw new AssertionError("ended after a failure");
            }
        };
        assertThatThrownBy(() -> new Segmenter(model)
                        .segment(InventedScene.rgb(300, 5000, InventedScene::blobs), SegmenterOptions.defaults(), full))
                .hasMessage("disk full");
    }

    @Test
    void whatThePictureSinkThrowsComesOut() {
        SegmenterOptions options = SegmenterOptions.defaults().withPicture((y, values) -> {
            throw new IllegalStateException("no canvas");
        });
        assertThatThrownBy(() -> new Segmenter(model).segment(InventedScene.rgb(90, 90, InventedScene::blobs), options))
                .hasMessage("no canvas");
    }

    @Test
    void anInterruptEndsTheDetection() throws Exception {
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        InventedScene endless = InventedScene.rgb(2000, 200_000, (x, y, band) -> 100);
        Thread caller = new Thread(() -> {
            try {
                new Segmenter(model).segment(endless, SegmenterOptions.defaults(), new MaskSink[0]);
            } catch (CancellationException e) {
                outcome.set(e);
            }
        });
        caller.start();
        Thread.sleep(300);
        caller.interrupt();
        caller.join();

        assertThat(outcome.get()).isInstanceOf(CancellationException.class);
    }
}
