package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.store.Image;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenes that come into an empty project through the browser. */
class ScenesPageTest extends PageTest {
    @BeforeEach
    void openEmptyProject() {
        project.clear(folder.resolve("backup.zip"));
        browser.openEmpty(server.address(), CHIP);
        browser.await("an invitation", () -> browser.text("empty").contains("No images yet"));
    }

    @Test
    void scenesAreChosen() {
        browser.find("#files").sendKeys(scene("harbour.tif", 2 * CHIP, CHIP).toString());

        browser.awaitImage();
        assertThat(browser.imageName()).startsWith("harbour");
        browser.await("both images counted", () -> browser.text("progress-text").equals("0 / 2"));
    }

    @Test
    void scenesAreDroppedOntoThePage() {
        Path harbour = scene("harbour.tif", 2 * CHIP, CHIP);
        Path pier = scene("pier.tif", CHIP, CHIP);

        browser.drop(harbour, pier);

        browser.awaitImage();
        browser.await("all images counted", () -> browser.text("progress-text").equals("0 / 3"));
        assertThat(browser.find("#dropping").isDisplayed()).isFalse();
        assertThat(samples(project.fileOf(image("harbour_x00064_y00000"))))
                .as("the right half of the scene, as stored")
                .isEqualTo(samples(harbour, CHIP));
        assertThat(samples(project.fileOf(image("pier")))).isEqualTo(samples(pier));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsNoImageIsRefusedWithAWordAndTheOthersAreTakenAllTheSame() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.tif"), "Dear Sir or Madam, this is no picture at all");
        Path pier = scene("pier.tif", CHIP, CHIP);

        browser.drop(letter, pier);

        browser.await("a word", () -> browser.text("banner").contains("letter.tif: This is no GeoTIFF"));
        assertThat(browser.imageName()).isEqualTo("pier");
    }

    private Image image(String name) {
        return task(name).image();
    }

    private static float[][] samples(Path file) {
        return samples(file, 0);
    }

    /** One image's width of all bands, from a column on. */
    private static float[][] samples(Path file, int left) {
        try (RasterReader reader = RasterReader.open(file)) {
            Pixels pixels = reader.read(new Window(left, 0, CHIP, CHIP), 0, 1, 2);
            return pixels.bands();
        }
    }
}
