package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
    private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 1, 3), }";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionOfTheFormatIsRead(int version) throws IOException {
        List<PretrainedLayer> layers = NpzFile.layers(npz(npy(version, GOOD, 6)));

        assertThat(layers).hasSize(1);
        assertThat(layers.get(0).name()).isEqualTo("conv1");
        assertThat(layers.get(0).shape()).containsExactly(2, 1, 1, 3);
        assertThat(layers.get(0).kernel()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aHeaderThatClaimsMoreThanThereIsIsRefused() throws IOException {
        byte[] huge = npy(2, GOOD, 6);
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 0x7FFFFFFF);
        assertRefused(huge, "its header claims 2147483647 bytes");
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        assertRefused(huge, "its header claims 4294967295 bytes");
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 5000);
        assertRefused(huge, "it ends after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (2, 1, 1, 3), }",
                "{'descr': [('a', '<f4'), ('b', '<f4')], 'fortran_order': False, 'shape': (3,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1, 1, 3), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3), }",
                ""
            })
    void anythingButFloatsInCOrderIsRefused(String header) throws IOException {
        assertRefused(npy(1, header, 6), "32-bit floats in C order are expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(2, 1, 1, 4)", "(5,)", "(99999999999, 99999999999)", "(99999999999999999999,)", "(65536, 32768)"
            })
    void shapesThatAreNotThoseOfTheValuesAreRefused(String shape) throws IOException {
        assertRefused(npy(1, GOOD.replace("(2, 1, 1, 3)", shape), 6), "w.npy");
    }

    @Test
    void aFewBytesThatBecomeGigabytesAreRefused() throws IOException {
        Path file = folder.resolve("weights.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 4; i++) {
                zip.putNextEntry(new ZipEntry("conv" + i + "/w.npy"));
                zip.write(npy(1, GOOD.replace("(2, 1, 1, 3)", "(1024, 1024)"), 0));
                zip.write(new byte[4 << 20]);
            }
        }

        assertThat(Files.size(file)).isLessThan(1 << 16);
        assertThatThrownBy(() -> NpzFile.layers(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("weights.npz", "which the file cannot hold");
    }

    private void assertRefused(byte[] npy, String reason) throws IOException {
        Path file = npz(npy);
        assertThatThrownBy(() -> NpzFile.layers(file))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("weights.npz", "conv1/w.npy", reason);
    }

    private Path npz(byte[] npy) throws IOException {
        Path file = folder.resolve("weights.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("conv1/w.npy"));
            zip.write(npy);
        }
        return file;
    }

    /** As NumPy writes it, with the values 0, 1, 2, … */
    static byte[] npy(int version, String header, int count) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate((version == 1 ? 10 : 12) + text.length + 4 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        buffer.put(text);
        for (int i = 0; i < count; i++) {
            buffer.putFloat(i);
        }
        return buffer.array();
    }
}
