package io.cloudless.annotate.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SceneImport;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then. */
class SlowClientsTest {
    private static final int MANY = 500;
    private static final int NOISE = 1400;
    private static final String WORD = "the right word";

    @TempDir
    Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private final List<Throwable> problems = Collections.synchronizedList(new ArrayList<>());
    private Project project;
    private AnnotationServer server;

    private URI serve(Patience patience) {
        project = Project.open(folder.resolve("project"));
        server = AnnotationServer.start(
                project,
                ServerOptions.local()
                        .withPort(0)
                        .withAuthentication(new Authentication.Token(WORD))
                        .withPatience(patience)
                        .withProblems(problems::add));
        return server.address();
    }

    private static Patience patience(Duration first, Duration next, int connections) {
        return new Patience(first, next, Duration.ofSeconds(1), 20_000, connections);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        project.close();
        assertThat(problems).as("what the console says").isEmpty();
    }

    private Socket connect(URI address) throws IOException {
        Socket socket = new Socket("127.0.0.1", address.getPort());
        sockets.add(socket);
        return socket;
    }

    private void connectMany(URI address, String begin) throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect(address).getOutputStream().write(begin.getBytes(US_ASCII));
        }
    }

    /** A byte to each that still takes it; how many do. */
    private int trickle() {
        int open = 0;
        for (Socket socket : sockets) {
            open += trickle(socket) ? 1 : 0;
        }
        return open;
    }

    private static boolean trickle(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write('a');
            out.flush();
            return socket.getInputStream().available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(Duration patience, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static void assertThePageComes(URI address) {
        long start = System.nanoTime();
        assertThat(new Browser(address).get("/").status()).isEqualTo(200);
        Browser browser = new Browser(address);
        assertThat(browser.logIn("ana", WORD)).isEqualTo(200);
        assertThat(browser.get("/api/project").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void headsThatDoNotEndDoNotStopThePageAndAreGivenUp() throws Exception {
        URI address = serve(patience(Duration.ofSeconds(2), Duration.ofSeconds(60), 2000));
        connectMany(address, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");

        assertThat(trickle()).isEqualTo(MANY);
        assertThePageComes(address);
        await(Duration.ofSeconds(20), () -> trickle() == 0);
    }

    @Test
    void bodiesThatDoNotComeDoNotStopThePageAndAreGivenUp() throws Exception {
        URI address = serve(patience(Duration.ofSeconds(2), Duration.ofSeconds(60), 2000));
        connectMany(address, "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{");

        assertThat(trickle()).isEqualTo(MANY);
        assertThePageComes(address);
        await(Duration.ofSeconds(20), () -> trickle() == 0);
        Browser browser = new Browser(address);
        browser.logIn("ana", WORD);
        assertThat(browser.upload("a.png", new byte[100_000]).status())
                .as("a long body afterwards, that is no image")
                .isEqualTo(400);
    }

    @Test
    void ofTooManyConnectionsThoseThatWaitLongestAreClosed() throws Exception {
        URI address = serve(patience(Duration.ofSeconds(60), Duration.ofSeconds(60), 100));
        connectMany(address, "GET / HTTP/1.1\r\nX: ");

        await(Duration.ofSeconds(20), () -> trickle() <= 100);
        assertThePageComes(address);
        assertThat(trickle()).as("the latest").isBetween(90, 100);
    }

    @Test
    void theNextRequestOfAConnectionIsNotWaitedForForever() throws Exception {
        URI address = serve(patience(Duration.ofSeconds(60), Duration.ofSeconds(1), 2000));
        Socket socket = connect(address);
        socket.getOutputStream().write("GET /page/icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        await(Duration.ofSeconds(5), () -> available(socket) > 500);
        socket.getInputStream().skipNBytes(available(socket));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(US_ASCII));

        await(Duration.ofSeconds(10), () -> !trickle(socket));
    }

    private static String upload(URI address, Browser browser) {
        return "POST /api/uploads?name=a.png HTTP/1.1\r\nHost: localhost:" + address.getPort() + "\r\nX-CSRF-Token: "
                + browser.word() + "\r\nCookie: " + browser.cookie() + "\r\nContent-Length: 1000000\r\n\r\n";
    }

    @Test
    void longBodiesOfSomebodyWhoWasLetInDoNotStopThePage() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        URI address = serve(new Patience(minute, minute, minute, 4096, 2000));
        Browser browser = new Browser(address);
        browser.logIn("ana", WORD);

        connectMany(address, upload(address, browser) + "II*\0" + " ".repeat(20_000));

        assertThePageComes(address);
    }

    @Test
    void answersThatAreNotTakenDoNotStopThePage() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        URI address = serve(new Patience(minute, minute, minute, 4096, 2000));
        ProjectSettings settings = ProjectSettings.defaults().withGrid(NOISE, 0);
        new SceneImport(project, settings).add(noise(folder.resolve("noise.png")), Progress.NONE);
        Browser browser = new Browser(address);
        browser.logIn("ana", WORD);
        byte[] request = ("GET /api/images/1/values.tif HTTP/1.1\r\nHost: localhost\r\nCookie: " + browser.cookie()
                        + "\r\n\r\n")
                .getBytes(US_ASCII);

        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(2048);
            socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()));
            try {
                socket.getOutputStream().write(request);
            } catch (SocketException e) {
                // Closed already in favour of others.
                continue;
            }
        }

        assertThePageComes(address);
    }

    /** Some 6 MB, more than the buffers of sockets take. */
    private static Path noise(Path file) throws IOException {
        BufferedImage image = new BufferedImage(NOISE, NOISE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new Random(1).ints((long) NOISE * NOISE).toArray();
        image.setRGB(0, 0, NOISE, NOISE, pixels, 0, NOISE);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void anUploadThatGetsSlowIsGivenUp() throws Exception {
        URI address = serve(patience(Duration.ofSeconds(60), Duration.ofSeconds(60), 2000));
        Browser browser = new Browser(address);
        browser.logIn("ana", WORD);
        Socket socket = connect(address);
        String head = upload(address, browser);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        byte[] begin = new byte[40_000];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}, 0, begin, 0, 8);
        socket.getOutputStream().write(begin);

        assertThat(trickle(socket)).isTrue();
        long start = System.nanoTime();
        await(Duration.ofSeconds(30), () -> !trickle(socket));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("a second of grace, and two for what has come")
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        byte[] answer = socket.getInputStream().readNBytes(available(socket));
        assertThat(new String(answer, US_ASCII)).contains(" 408 ");
        assertThat(folder.resolve("project/uploads")).isEmptyDirectory();
    }
}
