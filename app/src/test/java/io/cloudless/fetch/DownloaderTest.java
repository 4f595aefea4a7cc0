package io.cloudless.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloaderTest {
    private static final byte[] CONTENT = bytes(300_000, 1);
    private static final Patience PATIENCE = new Patience(3, Duration.ofMillis(5), Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private FileServer server;
    private Path target;
    private Path part;
    private final Downloader downloader = new Downloader(PATIENCE, Progress.NONE);

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(CONTENT);
        target = folder.resolve("new/model.onnx");
        part = folder.resolve("new/model.onnx.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileArrivesWhole() throws Exception {
        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(part).doesNotExist();
        assertThat(server.ranges()).containsExactly("-");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() throws Exception {
        server.plan(server.hangUpAfter(100_000));

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).hasSize(2).last().asString().matches("bytes=[1-9]\\d*-");
    }

    @Test
    void aConnectionThatFallsSilentIsGivenUpAndTakenUp() throws Exception {
        server.plan(server.stallAfter(100_000, 5_000));

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).hasSize(2);
    }

    @Test
    void aLaterCallGoesOnWithWhatAnEarlierOneGot() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(CONTENT, 200_000));

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=200000-");
    }

    @Test
    void whatAnEarlierCallGotOfAnotherFileIsThrownAway() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, bytes(200_000, 2));

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=200000-", "-");
    }

    @Test
    void aPartLongerThanTheFileIsThrownAway() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, bytes(400_000, 2));

        downloader.fetch(new RemoteFile(server.uri("/model.onnx"), -1, sha256(CONTENT)), target);

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void withoutAChecksumAnEarlierPartIsNotTrusted() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, bytes(200_000, 2));

        downloader.fetch(new RemoteFile(server.uri("/model.onnx"), -1, null), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("-");
    }

    @Test
    void aFileThatChangesOnTheServerInBetweenIsNotPatchedTogether() throws Exception {
        byte[] changed = bytes(250_000, 3);
        server.plan((exchange, all) -> {
            server.hangUpAfter(100_000).to(exchange, all);
            server.replaceContent(changed);
        });

        downloader.fetch(new RemoteFile(server.uri("/model.onnx"), -1, null), target);

        assertThat(target).hasBinaryContent(changed);
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws Exception {
        server.plan(server.hangUpAfter(100_000), FileServer.whole());

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    void aServerThatIsBusyIsAskedAgain(int status) throws Exception {
        server.plan(FileServer.status(status), FileServer.status(status));

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).hasSize(3);
    }

    @Test
    void aServerThatStaysBusyIsGivenUpWithAClearMessage() {
        server.plan(FileServer.status(503), FileServer.status(503), FileServer.status(503), FileServer.status(503));

        assertThatThrownBy(() -> downloader.fetch(file(CONTENT), target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContaining("503")
                .hasMessageContaining("3 times")
                .hasMessageContaining("again");
        assertThat(server.ranges()).hasSize(3);
        assertThat(target).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsAskedForOnce() {
        server.plan(FileServer.status(404));

        assertThatThrownBy(() -> downloader.fetch(file(CONTENT), target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("404")
                .hasMessageContaining("no such file")
                .hasMessageContaining(server.uri("/model.onnx").toString());
        assertThat(server.ranges()).hasSize(1);
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void aWrongChecksumLeavesTheFormerFileAndNothingElse() throws Exception {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "former");

        assertThatThrownBy(() -> downloader.fetch(file(bytes(300_000, 9)), target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(sha256(CONTENT))
                .hasMessageContaining(sha256(bytes(300_000, 9)));

        assertThat(target).hasContent("former");
        assertThat(part).doesNotExist();
    }

    @Test
    void aWrongSizeIsNoticedToo() {
        RemoteFile longer = new RemoteFile(server.uri("/model.onnx"), 300_001, null);

        assertThatThrownBy(() -> downloader.fetch(longer, target)).hasMessageContaining("300,000 bytes, 300,001");
    }

    @Test
    void whatCameBeforeAFailureIsKeptForLater() throws Exception {
        server.plan(server.hangUpAfter(100_000), FileServer.status(404));
        assertThatThrownBy(() -> downloader.fetch(file(CONTENT), target)).isInstanceOf(InputException.class);
        assertThat(part).isNotEmptyFile();

        downloader.fetch(file(CONTENT), target);

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void noServerIsSaidSo() {
        URI nobody = server.uri("/model.onnx");
        server.close();

        assertThatThrownBy(() -> downloader.fetch(new RemoteFile(nobody, -1, null), target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void twoDownloadsOfTheSameFileDoNotMix() {
        try (PartialFile held = PartialFile.of(target)) {
            assertThatThrownBy(() -> downloader.fetch(file(CONTENT), target))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another program");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/hosts", "model.onnx", "ftp://example.org/a", "https:///a"})
    void onlyWebAddressesAreTaken(String address) {
        assertThatThrownBy(() -> new RemoteFile(URI.create(address), -1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address);
    }

    private RemoteFile file(byte[] expected) {
        return new RemoteFile(server.uri("/model.onnx"), expected.length, sha256(expected));
    }

    private static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
