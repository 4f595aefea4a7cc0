package io.cloudless.dataset;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.cloudless.raster.Band;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.Pixels;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.RasterReader;
import io.cloudless.raster.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture with its class as Caffe keeps it: {@code message Datum} of {@code caffe.proto}, in Protocol Buffers' encoding.
 *
 * @param channels 1 (grey) or 3 (blue, green, red)
 * @param height rows; 0 where the picture is {@code encoded}
 * @param width columns; 0 where the picture is {@code encoded}
 * @param data a byte a sample, channel by channel, or a PNG or JPEG
 * @param label code of its class
 * @param encoded whether the data is a PNG or JPEG
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers: encoding</a>
 */
record Datum(int channels, int height, int width, byte[] data, int label, boolean encoded) {
    private static final int CHANNELS = 1;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final int DATA = 4;
    private static final int LABEL = 5;
    private static final int ENCODED = 7;

    private static final List<BandRole> COLOURS = List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE);

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the bytes are none, or the picture is not of 8-bit samples
     */
    static Datum parse(byte[] message) {
        int[] numbers = new int[ENCODED + 1];
        byte[] data = {};
        CodedInputStream in = CodedInputStream.newInstance(message);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                int type = WireFormat.getTagWireType(tag);
                if (type == WireFormat.WIRETYPE_VARINT && field < numbers.length) {
                    numbers[field] = (int) in.readRawVarint64();
                } else if (type == WireFormat.WIRETYPE_LENGTH_DELIMITED && field == DATA) {
                    data = in.readByteArray();
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("a record that is no Datum", e);
        }
        Datum datum = new Datum(
                numbers[CHANNELS], numbers[HEIGHT], numbers[WIDTH], data, numbers[LABEL], numbers[ENCODED] != 0);
        datum.check();
        return datum;
    }

    private void check() {
        boolean fits = (channels == 1 || channels == 3)
                && height > 0
                && width > 0
                && (long) channels * height * width == data.length;
        if (encoded ? height < 0 || width < 0 : !fits) {
            throw new IllegalArgumentException("a picture of " + channels + " channels, " + width + " x " + height
                    + " pixels and " + data.length + " bytes; 1 or 3 channels of a byte a sample can be read");
        }
    }

    /**
     * Red, green and blue from 0 to 1.
     *
     * @param archive that it lies in: what errors name
     * @throws io.cloudless.files.InputException if an encoded picture is damaged
     */
    Pixels pixels(Path archive) {
        return encoded ? decoded(archive) : planes();
    }

    private Pixels planes() {
        int size = width * height;
        float[][] bands = new float[3][size];
        for (int band = 0; band < bands.length; band++) {
            int plane = channels == 1 ? 0 : 2 - band;
            for (int i = 0; i < size; i++) {
                bands[band][i] = (data[plane * size + i] & 0xFF) / 255f;
            }
        }
        return new Pixels(width, height, bands);
    }

    private Pixels decoded(Path archive) {
        try (RasterReader reader = RasterReader.openEmbedded(archive, data)) {
            RasterInfo info = reader.info();
            int[] colours = COLOURS.stream()
                    .mapToInt(role -> info.band(role).map(Band::index).orElse(0)) // grey is the first
                    .toArray();
            Pixels pixels = reader.read(info.bounds(), colours);
            float most = info.bands().get(0).type() == SampleType.UINT16 ? 65535 : 255;
            for (float[] band : pixels.bands()) {
                for (int i = 0; i < band.length; i++) {
                    band[i] /= most;
                }
            }
            ChipPicture.fillMissing(pixels);
            return pixels;
        }
    }
}
