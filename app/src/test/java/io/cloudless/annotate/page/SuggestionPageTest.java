package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.AnnotationExport;
import io.cloudless.annotate.ExportFormat;
import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.SceneImport;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.annotate.web.ServerOptions;
import io.cloudless.model.Model;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What the model suggests is shown, accepted and corrected in the browser. */
class SuggestionPageTest extends PageTest {
    private Prelabels prelabels;

    /** Three images with a white square on black ground; the model calls white cloud. */
    @BeforeEach
    void importSquares() throws IOException {
        project.clear(folder.resolve("backup.zip"));
        BufferedImage picture = new BufferedImage(3 * CHIP, CHIP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < CHIP; y++) {
            for (int x = 0; x < 3 * CHIP; x++) {
                boolean inside = x % CHIP >= 20 && x % CHIP < 44 && y >= 20 && y < 44;
                picture.setRGB(x, y, inside ? 0xFFFFFF : 0x101010);
            }
        }
        Path file = folder.resolve("squares.png");
        ImageIO.write(picture, "png", file.toFile());
        new SceneImport(project, project.settings()).add(file, Progress.NONE);
        browser.open(server.address(), CHIP);
    }

    @Override
    ServerOptions options() {
        Path model = folder.resolve("brightness.onnx");
        try (InputStream in = Objects.requireNonNull(
                SuggestionPageTest.class.getResourceAsStream("/io/cloudless/cli/brightness.onnx"))) {
            Files.copy(in, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        prelabels = new Prelabels(project, Model.open(model));
        return super.options().withPrelabels(prelabels, false);
    }

    @AfterEach
    void closeModel() {
        server.close();
        prelabels.close();
    }

    private static void awaitSuggestion() {
        browser.await("a suggestion", () -> browser.text("banner").contains("suggests 1 area"));
        assertThat(browser.marks()).as("a suggestion is no mark yet").isZero();
    }

    private ModelShare modelShare(String image) {
        browser.await(image + " to be done", () -> task(image).state() == TaskState.DONE);
        return task(image).model();
    }

    @Test
    void whatWasAcceptedUnseenIsToldFromWhatWasCorrectedOrDrawn() throws IOException {
        String accepted = browser.imageName();
        browser.press("g");
        awaitSuggestion();
        browser.press("y", Keys.ENTER);
        String corrected = awaitImageAfter(accepted);
        awaitSuggestion();
        browser.press("v");
        browser.click(32, 32);
        browser.awaitMarks(1);
        browser.press("e");
        browser.drag(42, 42, 46, 46);
        browser.press(Keys.ENTER);
        String drawn = awaitImageAfter(accepted, corrected);
        awaitSuggestion();
        browser.press("b");
        browser.drag(20, 20, 44, 44);
        browser.press(Keys.ENTER);

        assertThat(modelShare(accepted)).isEqualTo(ModelShare.UNSEEN);
        assertThat(modelShare(corrected)).isEqualTo(ModelShare.CORRECTED);
        assertThat(modelShare(drawn)).isEqualTo(ModelShare.NONE);
        Path labels = folder.resolve("labels");
        new AnnotationExport(project, false, false).write(labels, ExportFormat.MASK, Progress.NONE);
        assertThat(Files.readString(labels.resolve("index.csv")))
                .doesNotContain(accepted)
                .contains(corrected, drawn);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void suggestionsAreTakenBackLikeAnyMark() {
        String image = browser.imageName();
        browser.press("g");
        awaitSuggestion();
        browser.find("#banner button").click();
        browser.awaitMarks(1);
        browser.pressControl("z");
        browser.awaitMarks(0);
        browser.press("n");

        assertThat(modelShare(image)).isEqualTo(ModelShare.NONE);
    }
}
