package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SceneImport;
import io.cloudless.annotate.store.Finished;
import io.cloudless.annotate.store.Leases;
import io.cloudless.annotate.store.ModelShare;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.Save;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskOrder;
import io.cloudless.annotate.store.TaskState;
import io.cloudless.work.Progress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a reviewer does in the browser, and what becomes of it. */
class ReviewPageTest extends PageTest {
    private static final String ME = System.getProperty("user.name");

    /** Marks a box in the first image, and that nothing is in the others. */
    private String markAll() {
        browser.open(server.address(), CHIP);
        String first = browser.imageName();
        browser.press("b");
        browser.drag(5, 6, 25, 20);
        browser.press(Keys.ENTER);
        String second = awaitImageAfter(first);
        browser.press("n");
        awaitImageAfter(first, second);
        browser.press("n");
        browser.await("the end", () -> browser.text("empty").contains("All images are taken care of"));
        return first;
    }

    private static void review(String expected) {
        review(expected, 1, "");
    }

    private static void review(String expected, int marks, String more) {
        browser.press("w");
        browser.find("#work-panel [name=mode]").sendKeys("Review");
        browser.await(expected + " to review", () -> browser.imageName().equals(expected));
        browser.press(Keys.ESCAPE);
        assertThat(browser.text("banner")).isEqualTo("Marked by " + ME + more);
        assertThat(browser.marks()).isEqualTo(marks);
    }

    private Task awaitState(String image, TaskState state) {
        browser.await(image + " to be " + state, () -> task(image).state() == state);
        return task(image);
    }

    @Test
    void whatIsRightIsAcceptedWithOneKey() {
        String image = markAll();
        review(image);

        browser.press(Keys.ENTER);

        awaitImageAfter(image);
        assertThat(browser.text("banner")).isEqualTo("Found empty by " + ME);
        Task accepted = awaitState(image, TaskState.ACCEPTED);
        assertThat(accepted.reviewer()).isEqualTo(ME);
        assertThat(accepted.finished().shapes()).contains("\"x\":5.0,\"y\":6.0,\"width\":20.0,\"height\":14.0");
        browser.choose("done");
        browser.choose("done");
        browser.await("the end", () -> browser.text("empty").contains("Nothing to review"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatTheReviewerCorrectsIsSavedWithTheAcceptance() {
        String image = markAll();
        review(image);
        browser.press("b");
        browser.drag(40, 40, 60, 60);
        browser.awaitMarks(2);
        browser.await("the draft to be saved", () -> task(image).isDraft());
        browser.reload();
        review(image, 2, ", changed since");

        browser.choose("done");

        Task accepted = awaitState(image, TaskState.ACCEPTED);
        assertThat(accepted.isDraft()).isFalse();
        assertThat(accepted.annotator()).isEqualTo(ME);
        assertThat(accepted.finished().shapes()).contains("\"width\":20.0,\"height\":14.0", "\"x\":40.0,\"y\":40.0");
    }

    @Test
    void moreThanFiftyAreReviewedInOneVisit() {
        project.clear(folder.resolve("backup.zip"));
        project.setUp(ProjectSettings.defaults().withGrid(16, 0));
        new SceneImport(project, project.settings()).add(scene("many.tif", 128, 128), Progress.NONE);
        Person ana = project.database().people().named("ana");
        Finished empty = new Finished(TaskState.DONE, new Task.Content("[]", ""), 0, ModelShare.NONE, 1, false);
        for (Optional<Task> next = next(ana); next.isPresent(); next = next(ana)) {
            long id = next.get().id();
            project.database().saves().finish(new Save(id, 0, "save " + id, ana, System.currentTimeMillis()), empty);
        }
        browser.openEmpty(server.address(), CHIP);
        browser.await("nothing to mark", () -> browser.text("empty").contains("All images are taken care of"));
        browser.press("w");
        browser.find("#work-panel [name=mode]").sendKeys("Review");
        browser.awaitImage();
        browser.press(Keys.ESCAPE);

        for (int i = 0; i < 60; i++) {
            String name = browser.imageName();
            browser.press(Keys.ENTER);
            awaitImageAfter(name);
        }
        String last = browser.imageName();
        browser.choose("skip");
        awaitImageAfter(last);
        assertThat(browser.complaints()).isEmpty();
    }

    private Optional<Task> next(Person person) {
        Leases.Wish wish = new Leases.Wish(person, TaskOrder.of("sequence"), List.of());
        return project.database().leases().next(wish, System.currentTimeMillis());
    }

    @Test
    void whatIsSentBackReturnsToItsAnnotatorWithTheReason() {
        String image = markAll();
        becomes("ben");
        review(image);
        browser.press("r");
        browser.await("the question why", () -> browser.find("#ask textarea").isDisplayed());
        browser.find("#ask textarea").sendKeys("The edge is off");
        browser.find("#ask button[value='Send back']").click();
        awaitImageAfter(image);
        browser.press("w");
        browser.await(
                "who did how much", () -> browser.text("people").matches("DoneSkippedReviewedSeconds.*ben001–.*"));
        assertThat(awaitState(image, TaskState.RETURNED).reason()).isEqualTo("The edge is off");
        browser.press(Keys.ESCAPE);

        becomes(ME);

        browser.await("the image again", () -> browser.imageName().equals(image));
        assertThat(browser.text("banner")).isEqualTo("ben sent this back: The edge is off");
        assertThat(browser.marks()).isEqualTo(1);
        browser.press(Keys.ENTER);
        awaitState(image, TaskState.DONE);
        assertThat(browser.complaints()).isEmpty();
    }
}
