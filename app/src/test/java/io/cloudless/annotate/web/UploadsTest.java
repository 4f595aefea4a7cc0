package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.Databases;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SampleScenes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers upload is read as a picture or refused, and no job stays where it is. */
class UploadsTest {
    private static final String PDS4 = """
            <?xml version="1.0"?><Product_Observational xmlns="http://pds.nasa.gov/pds4/pds/v1">
            <File_Area_Observational><File><file_name>../cloudless.db</file_name></File></File_Area_Observational>
            </Product_Observational>""";

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();
    private Project project;

    @BeforeEach
    void open() {
        project = Databases.SQLITE.open(folder.resolve("project"));
        project.setUp(ProjectSettings.defaults().withGrid(32, 0));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Uploads uploads(Runnable whenImported) {
        return new Uploads(project, ServerOptions.local().withProblems(problems::add), whenImported);
    }

    private static Uploads.View ended(Uploads uploads, String name, byte[] bytes)
            throws IOException, InterruptedException {
        String id = uploads.add(name, new ByteArrayInputStream(bytes));
        Uploads.View view = uploads.job(id).orElseThrow().view();
        for (int i = 0; i < 500 && view.state().equals("running"); i++) {
            Thread.sleep(20);
            view = uploads.job(id).orElseThrow().view();
        }
        return view;
    }

    @Test
    void anErrorEndsItsJobAndTheNextSceneIsTakenIn() throws Exception {
        AtomicInteger scenes = new AtomicInteger();
        try (Uploads uploads = uploads(() -> {
            switch (scenes.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("Java heap space");
                case 2 -> throw new StackOverflowError();
                default -> {}
            }
        })) {
            Uploads.View first = ended(uploads, "first.tif", scene("first.tif", 32));
            Uploads.View second = ended(uploads, "second.tif", scene("second.tif", 33));
            Uploads.View third = ended(uploads, "third.tif", scene("third.tif", 34));

            assertThat(first.state()).isEqualTo("failed");
            assertThat(first.message()).contains("not enough memory");
            assertThat(second.state()).isEqualTo("failed");
            assertThat(second.message()).contains("The server failed");
            assertThat(third.state()).isEqualTo("done");
        }
        assertThat(problems).hasSize(2);
        assertThat(folder.resolve("project/uploads")).isEmptyDirectory();
    }

    private byte[] scene(String name, int size) throws IOException {
        return Files.readAllBytes(SampleScenes.uint16(folder.resolve(name), size, size));
    }

    @Test
    void aDocumentBehindTheFirstBytesOfAPictureIsRefused() throws Exception {
        try (Uploads uploads = uploads(() -> {})) {
            for (String start : new String[] {"\u0089PNG\r\n", "\0\0\0\fjP  ", "<?xml"}) {
                byte[] bytes = (start + PDS4).getBytes(StandardCharsets.ISO_8859_1);
                assertThatThrownBy(() -> uploads.add("scene.png", new ByteArrayInputStream(bytes)))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("This is no GeoTIFF, PNG, JPEG or JPEG 2000 image");
            }
            for (String start : new String[] {
                "\u0089PNG\r\n\u001a\n",
                "\u00ff\u00d8\u00ff\n",
                "\0\0\0\fjP  \r\n\u0087\n",
                "\0\0\0\fjP  \r\n\u0087\n\0\0\0\u0014ftypjp2 \0\0\0\0jp2 ",
                "\u00ffO\u00ffQ",
                "II*\0"
            }) {
                Uploads.View job = ended(uploads, "scene.png", (start + PDS4).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(job.state()).isEqualTo("failed");
                assertThat(job.message()).startsWith("scene: ").doesNotContain(folder.toString());
            }
        }
        assertThat(problems).isEmpty();
        assertThat(folder.resolve("project/uploads")).isEmptyDirectory();
    }

    @Test
    void tiffsThatOnlyGdalReadsAreForTheCommandLine() throws Exception {
        byte[] lerc = Files.readAllBytes(SampleScenes.empty(folder.resolve("lerc.tif"), 100, 34887));
        try (Uploads uploads = uploads(() -> {})) {
            assertThat(ended(uploads, "lerc.tif", lerc).message())
                    .startsWith("lerc: LERC compression, which is not read here.");
        }
    }

    @Test
    void samplesAreCountedNotPixels() throws Exception {
        ServerOptions options = ServerOptions.local().withUploads(1 << 20, 2 * 32 * 32);
        try (Uploads uploads = new Uploads(project, options, () -> {})) {
            assertThat(ended(uploads, "scene.tif", scene("scene.tif", 32)).message())
                    .isEqualTo("scene: 32 x 32 pixels of 3 bands are 3,072 samples. At most 2,048 are taken this way;"
                            + " use 'cloudless annotate import' for larger scenes");
        }
    }
}
