package io.cloudless.annotate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, with a profile of its own, and a person's hand and eye. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Pixels of the screen around the image, where its neighbours are not shown. */
    private static final int MARGIN = 20;

    /** Its library looks for the newest debugging protocol and says so at every start; none is needed. */
    private static final Logger LIBRARY = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private int imageSize = 1;
    private Dimension stageSize = new Dimension(0, 0);

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is no Chromium. */
    static Browser start() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "The page is not tested: " + CHROMIUM + " or " + DRIVER
                        + " is missing (apt install chromium chromium-driver)");
        LIBRARY.setLevel(Level.SEVERE);
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withLogFile(new File("/dev/null"))
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.resize(1280, 800, false);
        return browser;
    }

    void resize(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /**
     * Opens the page and waits for an image.
     *
     * @param size width and height of the images, in pixels
     */
    void open(URI address, int size) {
        imageSize = size;
        driver.get(address.resolve("page/icon.svg").toString());
        driver.executeScript("localStorage.setItem('cloudless.neighbours', 'no')");
        driver.executeScript("localStorage.setItem('cloudless.order', 'sequence')");
        driver.get(address.toString());
        awaitImage();
    }

    /** Opens the page of a project without images. */
    void openEmpty(URI address, int size) {
        imageSize = size;
        driver.get(address.toString());
    }

    void reload() {
        driver.navigate().refresh();
        awaitImage();
    }

    void awaitImage() {
        await("an image", () -> !imageName().isEmpty());
        stageSize = stage().getSize();
    }

    /** Leaves the page, and forgets what its console said. */
    void leave() {
        driver.get("about:blank");
        complaints();
    }

    String imageName() {
        return text("image-name");
    }

    String text(String id) {
        return String.valueOf(script("return document.getElementById(arguments[0])?.textContent ?? ''", id));
    }

    /** How many shapes are on the image, as those are told who cannot see it. */
    int marks() {
        String label = String.valueOf(stage().getAttribute("aria-label"));
        return Integer.parseInt(label.replaceAll("\\D+", ""));
    }

    void awaitMarks(int count) {
        await(count + " marks", () -> marks() == count);
    }

    /** Types keys into the page. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void pressControl(String key) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    /** Presses, moves through places of the image given in its pixels, x and y in turn, and lets go. */
    void drag(double... places) {
        Actions hand = new Actions(driver, Duration.ZERO);
        moveTo(hand, places[0], places[1]).clickAndHold();
        for (int i = 2; i < places.length; i += 2) {
            moveTo(hand, places[i], places[i + 1]);
        }
        hand.release().perform();
    }

    void click(double x, double y) {
        moveTo(new Actions(driver, Duration.ZERO), x, y).click().perform();
    }

    void hover(double x, double y) {
        moveTo(new Actions(driver, Duration.ZERO), x, y).perform();
    }

    /** Drops files onto the middle of the page, as if they came from a window of the desktop. */
    void drop(Path... files) {
        dispatchDrag("dragEnter", files);
        dispatchDrag("dragOver", files);
        await("a place to drop files", () -> find("#dropping").isDisplayed());
        // What is below the pointer now is asked anew whether it takes files.
        dispatchDrag("dragOver", files);
        dispatchDrag("drop", files);
    }

    private void dispatchDrag(String type, Path... files) {
        List<String> names = Stream.of(files).map(Path::toString).toList();
        Map<String, Object> data = Map.of("items", List.of(), "files", names, "dragOperationsMask", 1);
        Dimension page = find("body").getSize();
        driver.executeCdpCommand(
                "Input.dispatchDragEvent",
                Map.of("type", type, "x", page.getWidth() / 2, "y", page.getHeight() / 2, "data", data));
    }

    /** The image is as large as fits and in the middle of the stage. */
    private Actions moveTo(Actions hand, double x, double y) {
        int width = stageSize.getWidth();
        int height = stageSize.getHeight();
        double scale = (Math.min(width, height) - 2.0 * MARGIN) / imageSize;
        long right = Math.round((x - imageSize / 2.0) * scale + width / 2.0) - width / 2;
        long down = Math.round((y - imageSize / 2.0) * scale + height / 2.0) - height / 2;
        return hand.moveToElement(stage(), (int) right, (int) down);
    }

    private WebElement stage() {
        return driver.findElement(By.id("stage"));
    }

    /** Clicks what stands for an action. */
    void choose(String action) {
        driver.findElements(By.cssSelector("[data-action='" + action + "']")).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow()
                .click();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    Object script(String javaScript, Object... arguments) {
        return driver.executeScript(javaScript, arguments);
    }

    /** Waits until something is so. */
    void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "%s within %s; the page says: %s; its console: %s",
                            what, PATIENCE, text("toasts"), complaints())
                    .isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Errors in the console: broken scripts, refused by the content security policy, missing files. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
