package io.cloudless.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.cloudless.files.InputException;
import io.cloudless.raster.gdal.Gdal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that names others reads, writes and fetches none of them, whatever it is called and however it begins. */
class StrangersFilesTest {
    private static final String SECRET = "what only the user may read ".repeat(400);

    /** How files of the formats that are read begin, whole or nearly so. */
    private static final List<String> STARTS = List.of(
            "",
            "\u0089PNG\r\n\u001a\n",
            "\u0089PNG\r\n",
            "\u00ff\u00d8\u00ff\n",
            "\0\0\0\fjP  \r\n\u0087\n",
            "\0\0\0\fjP  ",
            "\0\0\0\fjP  \r\n\u0087\n\0\0\0\u0014ftypjp2 \0\0\0\0jp2 ",
            "\u00ffO\u00ffQ\n",
            "II*\0\b\0\0\0",
            "MM\0+\0\b\0\0");

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(folder.resolve("secret.bin"), SECRET);
        Files.writeString(folder.resolve("victim"), SECRET);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private byte[] written(NamingDocument document) {
        return document.naming(folder, address).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(String start, byte[] rest) {
        byte[] first = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] joined = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, joined, first.length, rest.length);
        return joined;
    }

    @ParameterizedTest
    @EnumSource(NamingDocument.class)
    void aDocumentThatNamesFilesAndAddressesIsNoPicture(NamingDocument document) throws IOException {
        for (String start : STARTS) {
            for (String ending : List.of(".tif", ".jp2", ".png", document.ending())) {
                Path file = Files.write(folder.resolve("scene" + ending), join(start, written(document)));
                Map<String, String> before = contents();
                for (RasterSource source : List.<RasterSource>of(
                        RasterReader::open, RasterReader::openClasses, RasterReader::openUpload)) {
                    assertThatThrownBy(() -> read(source, file))
                            .isInstanceOf(InputException.class)
                            .hasMessageStartingWith(file.toString());
                }
                assertThat(contents()).isEqualTo(before);
                Files.delete(file);
            }
        }
        assertThat(requests).isEmpty();
    }

    /** The document lies where GDAL's readers of JPEG 2000 look for metadata. */
    @ParameterizedTest
    @EnumSource(NamingDocument.class)
    void aDocumentInsideAJpeg2000IsPassedOver(NamingDocument document) throws IOException {
        needsGdal();
        byte[] label = Jp2Boxes.text("lbl ", "gml.root-instance");
        byte[] gml = Jp2Boxes.box("asoc", label, Jp2Boxes.box("xml ", written(document)));
        assertReadAlone(
                "scene.jp2",
                Jp2Boxes.gradientWith(
                        Jp2Boxes.box("xml ", written(document)),
                        Jp2Boxes.box("asoc", Jp2Boxes.text("lbl ", "gml.data"), gml)));
    }

    /** GDAL takes the item for the name of a file with overviews. */
    @ParameterizedTest
    @ValueSource(strings = {"/vsicurl/ADDRESS/a.tif", "ADDRESS/a.tif", "secret.bin", "mrf", "vrt"})
    void overviewsThatAnItemOfMetadataNamesAreNotOpened(String name) throws IOException {
        needsGdal();
        Files.write(folder.resolve("mrf"), written(NamingDocument.MRF));
        Files.write(folder.resolve("vrt"), written(NamingDocument.VRT));
        String target = name.contains("/")
                ? name.replace("ADDRESS", address)
                : folder.resolve(name).toString();
        assertReadAlone(
                "scene.jp2",
                Jp2Boxes.gradientWith(Jp2Boxes.text(
                        "xml ",
                        "<GDALMultiDomainMetadata><Metadata domain=\"OVERVIEWS\"><MDI key=\"OVERVIEW_FILE\">" + target
                                + "</MDI></Metadata></GDALMultiDomainMetadata>")));
        assertReadAlone(
                "scene.tif",
                throughGdal()
                        .tag(
                                42112,
                                "<GDALMetadata><Item name=\"OVERVIEW_FILE\" domain=\"OVERVIEWS\">" + target
                                        + "</Item></GDALMetadata>")
                        .bytes());
    }

    @Test
    void filesBesideThePictureAreLeftAlone() throws IOException {
        needsGdal();
        for (String beside : List.of("scene.tif", "scene.jp2")) {
            for (String ending : List.of(".msk", ".ovr", ".aux.xml", ".imd")) {
                Files.write(folder.resolve(beside + ending), written(NamingDocument.MRF));
            }
            for (String ending : List.of("IMD", "RPB", "tfw", "j2w", "tab", "xml", "aux")) {
                Files.write(folder.resolve("scene." + ending), written(NamingDocument.VRT));
            }
        }
        assertReadAlone("scene.jp2", Jp2Boxes.gradientWith());
        assertReadAlone("scene.tif", throughGdal().bytes());
    }

    @Test
    void anUploadOfATiffDoesNotReachGdal() {
        Path file = throughGdal().write(folder.resolve("scene.tif"));
        assertThatThrownBy(() -> read(RasterReader::openUpload, file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("reversed bit order, which is not read here");
    }

    @Test
    void noOtherDriverIsLeftInGdal() {
        needsGdal();
        Gdal gdal = Gdal.library().orElseThrow();
        for (int i = 0; i < gdal.GDALGetDriverCount(); i++) {
            assertThat(RasterFormat.isAllowed(gdal.GDALGetDriverShortName(gdal.GDALGetDriver(i))))
                    .isTrue();
        }
    }

    private static void needsGdal() {
        assumeTrue(Gdal.library().isPresent(), "no GDAL on this machine");
    }

    /** Of an encoding that the built-in reader leaves to GDAL. */
    private static TiffBuilder throughGdal() {
        return new TiffBuilder(40, 30, 3).tag(266, TiffBuilder.shorts(2));
    }

    private interface RasterSource {
        RasterReader open(Path file);
    }

    private static float[][] read(RasterSource source, Path file) {
        try (RasterReader reader = source.open(file)) {
            int[] bands = reader.info().bands().stream().mapToInt(Band::index).toArray();
            return reader.read(reader.info().bounds(), bands).bands();
        }
    }

    /** It is read as if there were nothing else in the world. */
    private void assertReadAlone(String name, byte[] picture) throws IOException {
        Path file = Files.write(folder.resolve(name), picture);
        Path alone = Files.createDirectories(folder.resolve("alone"));
        Map<String, String> before = contents();
        try (RasterReader reader = RasterReader.open(file)) {
            assertThat(reader.info().format()).isNotEqualTo("GeoTIFF");
            assertThat(reader.info().georeference()).isNull();
        }
        float[][] pixels = read(RasterReader::open, file);
        assertThat(contents()).isEqualTo(before);
        assertThat(requests).isEmpty();
        byte[] plain =
                name.endsWith("jp2") ? Jp2Boxes.gradientWith() : throughGdal().bytes();
        assertThat(pixels).isDeepEqualTo(read(RasterReader::open, Files.write(alone.resolve(name), plain)));
        Files.delete(alone.resolve(name));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
