package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.store.TaskState;
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
        review(expected, 1);
    }

    private static void review(String expected, int marks) {
        browser.press("w");
        browser.find("#work-panel [name=mode]").sendKeys("Review");
        browser.await(expected + " to review", () -> browser.imageName().equals(expected));
        browser.press(Keys.ESCAPE);
        assertThat(browser.text("banner")).isEqualTo("Marked by " + ME);
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
        assertThat(accepted.content().shapes()).contains("\"x\":5.0,\"y\":6.0,\"width\":20.0,\"height\":14.0");
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
        review(image, 2);

        browser.choose("done");

        Task accepted = awaitState(image, TaskState.ACCEPTED);
        assertThat(accepted.isDraft()).isFalse();
        assertThat(accepted.annotator()).isEqualTo(ME);
        assertThat(accepted.content().shapes()).contains("\"width\":20.0,\"height\":14.0", "\"x\":40.0,\"y\":40.0");
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
        assertThat(awaitState(image, TaskState.RETURNED).reason()).isEqualTo("The edge is off");

        becomes(ME);

        browser.await("the image again", () -> browser.imageName().equals(image));
        assertThat(browser.text("banner")).isEqualTo("ben sent this back: The edge is off");
        assertThat(browser.marks()).isEqualTo(1);
        browser.press(Keys.ENTER);
        awaitState(image, TaskState.DONE);
        assertThat(browser.complaints()).isEmpty();
    }
}
