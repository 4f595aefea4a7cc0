package io.cloudless.dataset;

import io.cloudless.raster.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import javax.imageio.ImageIO;

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

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the bytes are none, or the picture is not of 8-bit samples
     */
    static Datum parse(byte[] message) {
        int[] numbers = new int[ENCODED + 1];
        byte[] data = {};
        ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (buffer.hasRemaining()) {
                long tag = varint(buffer);
                long field = tag >>> 3;
                switch ((int) (tag & 7)) {
                    case VARINT -> {
                        int value = (int) varint(buffer);
                        if (field < numbers.length) {
                            numbers[(int) field] = value;
                        }
                    }
                    case LENGTH -> {
                        long length = varint(buffer);
                        if (length < 0 || length > buffer.remaining()) {
                            throw new IllegalArgumentException("a record that ends too early");
                        }
                        byte[] bytes = new byte[(int) length];
                        buffer.get(bytes);
                        data = field == DATA ? bytes : data;
                    }
                    case EIGHT_BYTES -> buffer.getLong();
                    case FOUR_BYTES -> buffer.getInt();
                    default -> throw new IllegalArgumentException("no Datum");
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a record that ends too early", e);
        }
        Datum datum = new Datum(
                numbers[CHANNELS], numbers[HEIGHT], numbers[WIDTH], data, numbers[LABEL], numbers[ENCODED] != 0);
        datum.check();
        return datum;
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no Datum");
    }

    private void check() {
        boolean fits = (channels == 1 || channels == 3)
                && height > 0
                && width > 0
                && (long) channels * height * width == data.length;
        if (!encoded && !fits) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a picture of %d channels, %d x %d pixels and %d bytes; 1 or 3 channels of a byte a sample can be read",
                    channels,
                    width,
                    height,
                    data.length));
        }
    }

    /**
     * Red, green and blue from 0 to 1.
     *
     * @throws IllegalArgumentException if an encoded picture is damaged
     */
    Pixels pixels() {
        return encoded ? decode() : planes();
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

    private Pixels decode() {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(data));
            if (image == null) {
                throw new IllegalArgumentException("an encoded picture that is neither PNG nor JPEG");
            }
            float[][] bands = new float[3][image.getWidth() * image.getHeight()];
            for (int i = 0; i < bands[0].length; i++) {
                int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
                for (int band = 0; band < bands.length; band++) {
                    bands[band][i] = (rgb >> 16 - 8 * band & 0xFF) / 255f;
                }
            }
            return new Pixels(image.getWidth(), image.getHeight(), bands);
        } catch (IOException e) {
            throw new IllegalArgumentException("a damaged picture", e);
        }
    }
}
