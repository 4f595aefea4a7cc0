package io.cloudless.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A second opinion on what the writer wrote: an own, plain parser of tiled little-endian deflated TIFFs. */
public record ParsedTiff(byte[] file, boolean big, List<Directory> directories) {

    /** One tag's values as numbers; text as its bytes. */
    public record Directory(int position, Map<Integer, double[]> tags) {
        public int number(int tag) {
            return (int) tags.get(tag)[0];
        }

        public String text(int tag) {
            StringBuilder text = new StringBuilder();
            for (double character : tags.get(tag)) {
                text.append((char) character);
            }
            return text.substring(0, text.length() - 1);
        }
    }

    public static ParsedTiff parse(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        boolean big = in.getShort(2) == 43;
        List<Directory> directories = new ArrayList<>();
        long at = big ? in.getLong(8) : in.getInt(4);
        while (at != 0) {
            Map<Integer, double[]> tags = new HashMap<>();
            int position = (int) at;
            in.position(position);
            int count = big ? (int) in.getLong() : in.getShort();
            int last = 0;
            for (int i = 0; i < count; i++) {
                int entry = in.position();
                int tag = in.getShort() & 0xFFFF;
                if (tag <= last) {
                    throw new IOException("tag " + tag + " after " + last);
                }
                last = tag;
                int type = in.getShort();
                int values = big ? (int) in.getLong() : in.getInt();
                tags.put(tag, values(in, type, values, big));
                in.position(entry + (big ? 20 : 12));
            }
            directories.add(new Directory(position, tags));
            at = big ? in.getLong() : in.getInt();
        }
        return new ParsedTiff(file, big, directories);
    }

    private static double[] values(ByteBuffer in, int type, int count, boolean big) {
        int size = Map.of(2, 1, 3, 2, 4, 4, 12, 8, 16, 8).get(type);
        int at = size * count <= (big ? 8 : 4) ? in.position() : big ? (int) in.getLong() : in.getInt();
        double[] values = new double[count];
        for (int i = 0; i < count; i++, at += size) {
            values[i] = switch (type) {
                case 2 -> in.get(at);
                case 3 -> in.getShort(at) & 0xFFFF;
                case 4 -> in.getInt(at) & 0xFFFFFFFFL;
                case 12 -> in.getDouble(at);
                default -> in.getLong(at);
            };
        }
        return values;
    }

    /** Samples of one band of one level, row by row. */
    public double[] band(int level, int band) throws DataFormatException {
        Directory directory = directories.get(level);
        int width = directory.number(256);
        int height = directory.number(257);
        int edge = directory.number(322);
        int across = (width + edge - 1) / edge;
        int bands = directory.number(277);
        double[] samples = new double[width * height];
        for (int tile = 0; tile < directory.tags().get(324).length; tile++) {
            double[] decoded = tile(directory, tile);
            for (int i = 0; i < edge * edge; i++) {
                int x = tile % across * edge + i % edge;
                int y = tile / across * edge + i / edge;
                if (x < width && y < height) {
                    samples[y * width + x] = decoded[i * bands + band];
                }
            }
        }
        return samples;
    }

    private double[] tile(Directory directory, int tile) throws DataFormatException {
        int edge = directory.number(322);
        int bands = directory.number(277);
        int bits = directory.number(258);
        byte[] raw = new byte[edge * edge * bands * bits / 8];
        Inflater inflater = new Inflater();
        inflater.setInput(file, (int) directory.tags().get(324)[tile], (int)
                directory.tags().get(325)[tile]);
        int length = inflater.inflate(raw);
        if (length != raw.length || !inflater.finished()) {
            throw new DataFormatException(length + " bytes in tile " + tile);
        }
        inflater.end();
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        double[] samples = new double[edge * edge * bands];
        int format = directory.number(339);
        for (int i = 0; i < samples.length; i++) {
            if (format == 3) {
                samples[i] = bits == 32 ? in.getFloat(4 * i) : in.getDouble(8 * i);
                continue;
            }
            long value = 0;
            for (int b = bits / 8 - 1; b >= 0; b--) {
                value = value << 8 | raw[i * bits / 8 + b] & 0xFF;
            }
            boolean rowStart = i % (edge * bands) < bands;
            if (directory.number(317) == 2 && !rowStart) {
                value += (long) samples[i - bands];
            }
            value &= (1L << bits) - 1;
            boolean negative = format == 2 && value >> bits - 1 != 0;
            samples[i] = negative ? value - (1L << bits) : value;
        }
        return samples;
    }
}
