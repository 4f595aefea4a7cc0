package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.AnnotationExport;
import io.cloudless.annotate.ExportFormat;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.annotate.web.AnnotationServer;
import io.cloudless.annotate.web.ServerOptions;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterReader;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a person does with mouse and keys, in a real browser, through the real server, and what becomes of it. */
class AnnotatePageTest extends PageTest {
    private static final int CLOUD = 1;
    private static final int THIN = 2;
    private static final int SHADOW = 3;

    @Test
    void whatIsDrawnIsExportedToThePixel() {
        browser.open(server.address(), CHIP);
        String first = browser.imageName();
        browser.press("b");
        browser.drag(5, 6, 25, 20);
        browser.drag(40, 40, 60, 60);
        browser.pressControl("z");
        browser.press("3", "p");
        for (int[] corner : new int[][] {{30, 4}, {50, 4}, {50, 12}, {40, 12}, {40, 24}, {30, 24}}) {
            browser.click(corner[0], corner[1]);
        }
        browser.press(Keys.ENTER);
        browser.awaitMarks(2);
        browser.press("2", "f", "[[[[[[[[[");
        assertThat(browser.text("size")).isEqualTo("5");
        browser.drag(10.5, 40.5, 30.5, 40.5);
        browser.press("e");
        browser.drag(5.5, 19.5, 5.5, 19.5);
        browser.awaitMarks(3);
        browser.choose("done");
        String second = awaitImageAfter(first);
        browser.press("1", "a", Keys.ENTER);
        String third = awaitImageAfter(first, second);
        browser.press("n");
        browser.await("the end", () -> browser.text("empty").contains("All images are taken care of"));
        assertThat(browser.text("progress-text")).isEqualTo("3 / 3");
        assertThat(browser.text("empty")).contains("cloudless annotate export");
        assertThat(browser.complaints()).isEmpty();

        new AnnotationExport(project).write(folder.resolve("labels"), ExportFormat.MASK, Progress.NONE);
        assertMask(first, (x, y) -> {
            boolean erased = Math.hypot(x - 5, y - 19) <= 2.5;
            boolean box = x >= 5 && x < 25 && y >= 6 && y < 20 && !erased;
            boolean outline = x >= 30 && x < 50 && y >= 4 && y < 12 || x >= 30 && x < 40 && y >= 4 && y < 24;
            boolean stroke = Math.hypot(Math.max(0, Math.max(10 - x, x - 30)), y - 40) <= 2.5;
            return stroke ? THIN : outline ? SHADOW : box ? CLOUD : 0;
        });
        assertMask(second, (x, y) -> CLOUD);
        assertMask(third, (x, y) -> 0);
    }

    private void assertMask(String image, IntBinaryOperator expected) {
        Path file = folder.resolve("labels").resolve("masks").resolve(image + ".tif");
        try (RasterReader reader = RasterReader.openClasses(file)) {
            Pixels mask = reader.read(reader.info().bounds(), 0);
            List<String> wrong = IntStream.range(0, CHIP * CHIP)
                    .filter(i -> mask.bands()[0][i] != expected.applyAsInt(i % CHIP, i / CHIP))
                    .mapToObj(i -> i % CHIP + ", " + i / CHIP)
                    .toList();
            assertThat(wrong).as("pixels of another class in %s", image).isEmpty();
        }
    }

    @Test
    void whatIsDrawnSurvivesAReloadAndTheEndOfTheServer() {
        browser.open(server.address(), CHIP);
        String image = browser.imageName();
        browser.press("b");
        browser.drag(5, 5, 20, 20);
        browser.reload();
        assertThat(browser.imageName()).isEqualTo(image);
        browser.awaitMarks(1);
        browser.press("p");
        browser.click(30, 5);
        browser.click(40, 5);
        browser.reload();
        browser.click(40, 15);
        browser.press(Keys.ENTER, "b");
        browser.awaitMarks(2);

        int port = server.address().getPort();
        server.close();
        browser.drag(30, 30, 50, 50);
        browser.press("t", "a ship");
        browser.await(
                "word that the server is gone", () -> browser.find("#offline").isDisplayed());
        server = AnnotationServer.start(project, ServerOptions.local().withPort(port));
        browser.reload();
        assertThat(browser.imageName()).isEqualTo(image);
        browser.awaitMarks(3);
        assertThat(browser.script("return document.querySelector('#note-panel textarea').value"))
                .isEqualTo("a ship");
        browser.await(
                "nothing left to be sent",
                () -> browser.script(
                                "return Object.keys(localStorage).filter(key => key.startsWith('cloudless.outbox')).length")
                        .equals(0L));
    }

    @Test
    void aChangeOfAFinishedImageCountsOnceItIsDoneAndComesBackUntilThen() {
        browser.open(server.address(), CHIP);
        String first = browser.imageName();
        browser.press("b");
        browser.drag(5, 6, 25, 20);
        browser.press(Keys.ENTER);
        String second = awaitImageAfter(first);
        browser.press(Keys.PAGE_UP);
        browser.await("the image before", () -> browser.imageName().equals(first));
        browser.press("a");
        browser.await("the draft to be saved", () -> task(first).isDraft());
        browser.press(Keys.PAGE_DOWN);
        browser.await("word of it", () -> browser.text("toasts").contains(first + " is changed but not Done"));
        browser.await("where one was", () -> browser.imageName().equals(second));
        browser.press("n");
        String third = awaitImageAfter(first, second);
        IntBinaryOperator box = (x, y) -> x >= 5 && x < 25 && y >= 6 && y < 20 ? CLOUD : 0;
        new AnnotationExport(project).write(folder.resolve("labels"), ExportFormat.MASK, Progress.NONE);
        assertMask(first, box);

        browser.press("n");

        browser.await("the changed image", () -> browser.imageName().equals(first));
        assertThat(browser.text("banner")).startsWith("Changed since it was finished");
        browser.press(Keys.ENTER);
        browser.await("the end", () -> browser.text("empty").contains("All images are taken care of"));
        new AnnotationExport(project).write(folder.resolve("labels"), ExportFormat.MASK, Progress.NONE);
        assertMask(first, (x, y) -> CLOUD);
        assertMask(third, (x, y) -> 0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatWasDoneAMomentAgoIsCounted() {
        browser.open(server.address(), CHIP);
        browser.press("a", Keys.ENTER, "w");
        browser.await("who did how much", () -> browser.find("#people").isDisplayed());

        assertThat(browser.text("people")).matches("DoneSkippedSeconds.*10[0-9.–]+");
    }

    @Test
    void oneGoesBackToAllOnesOwnImagesAndToNobodyElses() {
        browser.open(server.address(), CHIP);
        String first = browser.imageName();
        browser.press("n");
        String second = awaitImageAfter(first);
        browser.press("n");
        String third = awaitImageAfter(first, second);
        browser.await("both to be saved", () -> task(second).state() == TaskState.DONE);
        browser.reload();
        for (String image : List.of(second, first)) {
            browser.press(Keys.PAGE_UP);
            browser.await(image, () -> browser.imageName().equals(image));
        }
        browser.press(Keys.PAGE_UP);
        browser.await("the first of all", () -> browser.text("toasts").contains("No image was finished before"));
        assertThat(browser.imageName()).isEqualTo(first);
        browser.press(Keys.PAGE_DOWN);
        browser.await(second, () -> browser.imageName().equals(second));
        browser.press(Keys.PAGE_DOWN);
        browser.await(third, () -> browser.imageName().equals(third));

        becomes("ben");
        browser.await("nothing to mark", () -> browser.text("empty").contains("All images are taken care of"));
        browser.press(Keys.PAGE_UP);
        browser.await("nothing of his own", () -> browser.text("toasts").contains("No image was finished before"));
    }

    @Test
    void twoPeopleNeverHaveOneImageAndAConflictIsShownNotOverwritten() {
        browser.open(server.address(), CHIP);
        String hers = browser.imageName();
        try (Browser other = Browser.start()) {
            other.open(server.address(), CHIP);
            assertThat(other.imageName()).as("the same person at two browsers").isEqualTo(hers);
            browser.press("b");
            other.press("b");
            browser.drag(5, 5, 20, 20);
            browser.await("the draft to be saved", () -> draftIsSaved(browser));
            other.drag(30, 30, 50, 50);
            other.await("the conflict", () -> other.text("ask").contains("Changed elsewhere"));
            other.find("button[value='Take theirs']").click();
            other.await("what the first browser drew", () -> draftIsSaved(other) && other.marks() == 1);

            other.press("w");
            other.find("#rename input").clear();
            other.find("#rename input").sendKeys("ben" + Keys.ENTER);
            other.await("an image of his own", () -> !Set.of("", hers).contains(other.imageName()));
        }
        browser.reload();
        assertThat(browser.imageName()).isEqualTo(hers);
        browser.awaitMarks(1);
    }

    private static boolean draftIsSaved(Browser browser) {
        return Boolean.TRUE.equals(
                browser.script("return !Object.keys(localStorage).some(key => key.startsWith('cloudless.outbox'))"));
    }

    @Test
    void shapesAreMovedCopiedRelabelledAndUndoneWithoutLimit() {
        browser.open(server.address(), CHIP);
        browser.press("b");
        browser.drag(10, 10, 20, 20);
        browser.press("v");
        browser.drag(15, 15, 25, 18);
        browser.pressControl("d");
        browser.press("2", Keys.ARROW_RIGHT, Keys.DELETE);
        browser.awaitMarks(1);
        browser.press("a", "e");
        browser.drag(40, 40, 50, 50);
        for (int i = 0; i < 8; i++) {
            browser.pressControl("z");
        }
        browser.awaitMarks(0);
        for (int i = 0; i < 8; i++) {
            browser.pressControl("y");
        }
        browser.awaitMarks(2);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thePictureIsMadeOfTheStoredValues() {
        browser.open(server.address(), CHIP);
        browser.hover(10.5, 20.5);
        browser.await("values", () -> browser.text("values").startsWith("10, 20 "));
        Path file =
                project.fileOf(project.database().tasks().find(1).orElseThrow().image());
        try (RasterReader reader = RasterReader.open(file)) {
            Pixels pixels = reader.read(reader.info().bounds(), 0, 1, 2);
            StringBuilder stored = new StringBuilder("10, 20 ");
            for (float[] band : pixels.bands()) {
                stored.append("  ").append((int) band[20 * CHIP + 10]);
            }
            assertThat(browser.text("values").replaceAll(" +", " "))
                    .isEqualTo(stored.toString().replaceAll(" +", " "));
        }
        Object usual = colourInTheMiddle();
        browser.press("i");
        browser.script("const field = document.querySelector('[name=brightness]'); field.value = 0.5;"
                + " field.dispatchEvent(new Event('input', { bubbles: true }))");
        browser.await("a brighter picture", () -> !colourInTheMiddle().equals(usual));
        browser.choose("reset-picture");
        browser.await("the usual picture", () -> colourInTheMiddle().equals(usual));
    }

    private static Object colourInTheMiddle() {
        return browser.script("const stage = document.getElementById('stage');"
                + " return stage.getContext('2d').getImageData(stage.width / 2, stage.height / 2, 1, 1).data.join()");
    }

    @Test
    void nothingScrollsAndEveryControlHasAName() {
        browser.open(server.address(), CHIP);
        for (int[] size : new int[][] {{1280, 800}, {390, 844}}) {
            browser.resize(size[0], size[1], true);
            assertThat(browser.script("const page = document.documentElement;"
                            + " return [page.scrollWidth <= innerWidth, page.scrollHeight <= innerHeight,"
                            + " document.querySelector('#stage').clientHeight > innerHeight / 2].join()"))
                    .as("%d wide: no wider, no higher, mostly picture", size[0])
                    .isEqualTo("true,true,true");
        }
        assertThat(browser.script("const classes = [...document.querySelectorAll('#classes button')];"
                        + " const fits = text => text.scrollWidth <= text.clientWidth;"
                        + " return [classes.length, new Set(classes.map(each => each.offsetTop)).size,"
                        + " classes.every(each => fits(each.querySelector('span'))),"
                        + " [...document.querySelectorAll('#actions button')].every(fits)].join()"))
                .as("on a phone: four classes in one row, every name and action in full")
                .isEqualTo("4,1,true,true");
        browser.resize(1280, 800, false);
        assertThat(browser.script("return [...document.querySelectorAll('button, input, select, textarea')]"
                        + ".filter(each => !each.hidden && !each.textContent.trim() && !each.ariaLabel"
                        + " && !each.labels?.length).map(each => each.outerHTML).join()"))
                .isEqualTo("");
    }
}
