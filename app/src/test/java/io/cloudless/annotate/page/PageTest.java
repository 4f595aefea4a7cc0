package io.cloudless.annotate.page;

import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SceneImport;
import io.cloudless.annotate.store.Task;
import io.cloudless.annotate.web.AnnotationServer;
import io.cloudless.annotate.web.ServerOptions;
import io.cloudless.simulate.SceneFormat;
import io.cloudless.simulate.SceneRecipe;
import io.cloudless.simulate.SceneWriter;
import io.cloudless.simulate.SimulatedScene;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A project of three images of one simulated scene of 16 bits, its server, and a browser for all tests of a class. */
abstract class PageTest {
    static final int CHIP = 64;

    static Browser browser;

    @TempDir
    Path folder;

    Project project;
    AnnotationServer server;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() {
        project = Project.open(folder.resolve("coast"));
        project.setUp(ProjectSettings.defaults().withGrid(CHIP, 0));
        new SceneImport(project, project.settings()).add(scene("coast.tif", 3 * CHIP, CHIP), Progress.NONE);
        server = AnnotationServer.start(project, options());
    }

    ServerOptions options() {
        return ServerOptions.local().withPort(0);
    }

    @AfterEach
    void close() {
        browser.leave();
        server.close();
        project.close();
    }

    Path scene(String name, int width, int height) {
        Path file = folder.resolve(name);
        SceneRecipe recipe = SceneRecipe.of(width, height, 7);
        SceneWriter.write(new SimulatedScene(recipe), SceneFormat.reflectance(), file, Progress.NONE);
        return file;
    }

    Task task(String image) {
        return project.database().tasks().ofImage(image).orElseThrow();
    }

    /** The name of the image that comes after those. */
    static String awaitImageAfter(String... names) {
        browser.await("the next image", () -> {
            String name = browser.imageName();
            return !name.isEmpty() && !Set.of(names).contains(name);
        });
        return browser.imageName();
    }

    /** Goes on under another name. */
    static void becomes(String name) {
        browser.press("w");
        browser.script("window.isOfTheOther = true");
        browser.find("#rename input").clear();
        browser.find("#rename input").sendKeys(name + Keys.ENTER);
        browser.await(
                "the page of " + name,
                () -> name.equals(browser.script(
                        "return !window.isOfTheOther && document.querySelector('#rename input').value")));
    }
}
