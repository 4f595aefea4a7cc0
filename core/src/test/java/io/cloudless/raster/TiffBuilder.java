package io.cloudless.raster;

import io.airlift.compress.zstd.ZstdCompressor;
import io.cloudless.raster.tiff.TiffPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small TIFFs of every kind that readers meet, also those that no sensible writer makes. */
public final class TiffBuilder {
    /** The stored sample of a band at a pixel. */
    public interface Value {
        double at(int x, int y, int band);
    }

    public final int width;
    public final int height;
    public final int bands;
    public SampleType type = SampleType.UINT8;
    public ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    public boolean big;
    public boolean planar;
    public int tile;
    public int rowsPerStrip = 5;
    public int compression = 1;
    public int predictor = 1;
    public Value value = TiffBuilder::pattern;
    private final Map<Integer, Object> tags = new TreeMap<>();
    private byte[] maskBits;
    /** Stored as the only block, as it is. */
    byte[] wholeBlock;

    public TiffBuilder(int width, int height, int bands) {
        this.width = width;
        this.height = height;
        this.bands = bands;
        tag(262, shorts(bands >= 3 ? 2 : 1));
    }

    /** Different at neighbours and between bands, within 0 to 250. */
    public static double pattern(int x, int y, int band) {
        return (x * 7 + y * 13 + band * 31 + x * y) % 251;
    }

    public static short[] shorts(int... values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) values[i];
        }
        return shorts;
    }

    /** @param tagValue short[], int[], double[], byte[] or String */
    public TiffBuilder tag(int tag, Object tagValue) {
        tags.put(tag, tagValue);
        return this;
    }

    /** An internal mask: pixels where it is 0 have no data. */
    public TiffBuilder mask(Value mask) {
        int rowBytes = (width + 7) / 8;
        maskBits = new byte[rowBytes * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (mask.at(x, y, 0) != 0) {
                    maskBits[y * rowBytes + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return this;
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        List<byte[]> blocks = blocks();
        Map<Integer, Object> page = new TreeMap<>(tags);
        page.putIfAbsent(256, new int[] {width});
        page.putIfAbsent(257, new int[] {height});
        page.putIfAbsent(258, repeat(8 * type.bytes()));
        page.putIfAbsent(259, shorts(compression));
        page.putIfAbsent(277, shorts(bands));
        page.putIfAbsent(284, shorts(planar ? 2 : 1));
        page.putIfAbsent(317, shorts(predictor));
        page.putIfAbsent(339, repeat(type.isFloat() ? 3 : type.name().startsWith("U") ? 1 : 2));
        if (tile > 0) {
            page.putIfAbsent(322, shorts(tile));
            page.putIfAbsent(323, shorts(tile));
        } else {
            page.putIfAbsent(278, new int[] {rowsPerStrip});
        }
        List<Map<Integer, Object>> pages = new ArrayList<>(List.of(page));
        List<List<byte[]>> pageBlocks = new ArrayList<>(List.of(blocks));
        if (maskBits != null) {
            pages.add(new TreeMap<>(Map.of(
                    254,
                    new int[] {4},
                    256,
                    new int[] {width},
                    257,
                    new int[] {height},
                    258,
                    shorts(1),
                    259,
                    shorts(1),
                    262,
                    shorts(4),
                    277,
                    shorts(1),
                    278,
                    new int[] {height})));
            pageBlocks.add(List.of(maskBits));
        }
        return assemble(pages, pageBlocks);
    }

    private short[] repeat(int tagValue) {
        short[] values = new short[bands];
        Arrays.fill(values, (short) tagValue);
        return values;
    }

    private byte[] assemble(List<Map<Integer, Object>> pages, List<List<byte[]>> pageBlocks) {
        ByteBuffer out = ByteBuffer.allocate(1 << 20).order(order);
        out.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) (big ? 43 : 42));
        if (big) {
            out.putShort((short) 8).putShort((short) 0);
        }
        int link = out.position();
        out.position(link + (big ? 8 : 4));
        for (int p = 0; p < pages.size(); p++) {
            int[] offsets = new int[pageBlocks.get(p).size()];
            int[] counts = new int[offsets.length];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = out.position();
                counts[i] = pageBlocks.get(p).get(i).length;
                out.put(pageBlocks.get(p).get(i));
            }
            boolean tiled = pages.get(p).containsKey(322);
            pages.get(p).putIfAbsent(tiled ? 324 : 273, offsets);
            pages.get(p).putIfAbsent(tiled ? 325 : 279, counts);
            link = directory(out, link, pages.get(p));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private int directory(ByteBuffer out, int link, Map<Integer, Object> page) {
        int start = out.position();
        out.putInt(big && order == ByteOrder.BIG_ENDIAN ? link + 4 : link, start);
        if (big) {
            out.putLong(page.size());
        } else {
            out.putShort((short) page.size());
        }
        int entry = out.position();
        int entryBytes = big ? 20 : 12;
        int inline = big ? 8 : 4;
        out.position(entry + page.size() * entryBytes + inline);
        for (Map.Entry<Integer, Object> tag : page.entrySet()) {
            byte[] stored = stored(tag.getValue());
            int type = fieldType(tag.getValue());
            out.putShort(entry, tag.getKey().shortValue()).putShort(entry + 2, (short) type);
            int count = stored.length / TiffPage.bytesOf(type);
            if (big) {
                out.putLong(entry + 4, count);
            } else {
                out.putInt(entry + 4, count);
            }
            int place = entry + entryBytes - inline;
            if (stored.length <= inline) {
                out.put(place, stored);
            } else {
                if (big) {
                    out.putLong(place, out.position());
                } else {
                    out.putInt(place, out.position());
                }
                out.put(stored);
            }
            entry += entryBytes;
        }
        return entry;
    }

    private static int fieldType(Object tagValue) {
        return tagValue instanceof String
                ? 2
                : tagValue instanceof short[]
                        ? 3
                        : tagValue instanceof int[] ? 4 : tagValue instanceof double[] ? 12 : 7;
    }

    private byte[] stored(Object tagValue) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(order);
        if (tagValue instanceof String text) {
            buffer.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        } else if (tagValue instanceof short[] shorts) {
            for (short s : shorts) {
                buffer.putShort(s);
            }
        } else if (tagValue instanceof int[] ints) {
            for (int i : ints) {
                buffer.putInt(i);
            }
        } else if (tagValue instanceof double[] doubles) {
            for (double d : doubles) {
                buffer.putDouble(d);
            }
        } else {
            buffer.put((byte[]) tagValue);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private List<byte[]> blocks() {
        if (wholeBlock != null) {
            return List.of(wholeBlock);
        }
        List<byte[]> blocks = new ArrayList<>();
        int blockWidth = tile > 0 ? tile : width;
        int blockHeight = tile > 0 ? tile : rowsPerStrip;
        for (int plane = 0; plane < (planar ? bands : 1); plane++) {
            for (int top = 0; top < height; top += blockHeight) {
                for (int left = 0; left < width; left += blockWidth) {
                    int rows = tile > 0 ? tile : Math.min(rowsPerStrip, height - top);
                    blocks.add(compress(block(left, top, blockWidth, rows, plane)));
                }
            }
        }
        return blocks;
    }

    private byte[] block(int left, int top, int columns, int rows, int plane) {
        int perPixel = planar ? 1 : bands;
        ByteBuffer out =
                ByteBuffer.allocate(columns * rows * perPixel * type.bytes()).order(order);
        for (int y = top; y < top + rows; y++) {
            double[] row = new double[columns * perPixel];
            for (int i = 0; i < row.length; i++) {
                int x = left + i / perPixel;
                row[i] = x < width && y < height ? value.at(x, y, planar ? plane : i % perPixel) : 0;
            }
            if (predictor == 3) {
                out.put(floatingPointPredicted(row, perPixel));
                continue;
            }
            for (int i = 0; i < row.length; i++) {
                long before = predictor == 2 && i >= perPixel ? bits(row[i - perPixel]) : 0;
                put(out, bits(row[i]) - before);
            }
        }
        return out.array();
    }

    private long bits(double sample) {
        return switch (type) {
            case FLOAT32 -> Float.floatToRawIntBits((float) sample);
            case FLOAT64 -> Double.doubleToRawLongBits(sample);
            default -> (long) sample;
        };
    }

    private void put(ByteBuffer out, long bits) {
        switch (type.bytes()) {
            case 1 -> out.put((byte) bits);
            case 2 -> out.putShort((short) bits);
            case 4 -> out.putInt((int) bits);
            default -> out.putLong(bits);
        }
    }

    private byte[] floatingPointPredicted(double[] row, int perPixel) {
        int sampleBytes = type.bytes();
        byte[] planes = new byte[row.length * sampleBytes];
        for (int i = 0; i < row.length; i++) {
            for (int b = 0; b < sampleBytes; b++) {
                planes[b * row.length + i] = (byte) (bits(row[i]) >>> 8 * (sampleBytes - 1 - b));
            }
        }
        for (int i = planes.length - 1; i >= perPixel; i--) {
            planes[i] -= planes[i - perPixel];
        }
        return planes;
    }

    private byte[] compress(byte[] block) {
        return switch (compression) {
            case 5 -> lzw(block);
            case 8 -> deflate(block);
            case 32773 -> packBits(block);
            case 50000 -> zstd(block);
            default -> block;
        };
    }

    static byte[] deflate(byte[] block) {
        Deflater deflater = new Deflater();
        deflater.setInput(block);
        deflater.finish();
        byte[] out = new byte[block.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] zstd(byte[] block) {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] out = new byte[compressor.maxCompressedLength(block.length)];
        return Arrays.copyOf(out, compressor.compress(block, 0, block.length, out, 0, out.length));
    }

    /** Runs of up to 128, literals of one byte. */
    private static byte[] packBits(byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < block.length; ) {
            int run = 1;
            while (run < 128 && i + run < block.length && block[i + run] == block[i]) {
                run++;
            }
            out.write(run == 1 ? 0 : 1 - run);
            out.write(block[i]);
            i += run;
        }
        return out.toByteArray();
    }

    /** TIFF 6.0, section 13, with a table of strings, as the specification writes it. */
    private static byte[] lzw(byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Integer> table = new TreeMap<>();
        long[] pending = {0, 0};
        int width = 9;
        code(out, pending, 256, 9);
        String omega = "";
        int next = 258;
        for (byte b : block) {
            String longer = omega + (char) (b & 0xFF);
            if (longer.length() == 1 || table.containsKey(longer)) {
                omega = longer;
                continue;
            }
            code(out, pending, omega.length() == 1 ? omega.charAt(0) : table.get(omega), width);
            table.put(longer, next++);
            if (next == 4094) {
                code(out, pending, 256, 12);
                table.clear();
                next = 258;
            }
            width = width(next);
            omega = longer.substring(longer.length() - 1);
        }
        code(out, pending, omega.length() == 1 ? omega.charAt(0) : table.get(omega), width);
        code(out, pending, 257, width(next + 1));
        code(out, pending, 0, 7);
        return out.toByteArray();
    }

    /** Bits of the next code once the entries below {@code next} are in the table. */
    private static int width(int next) {
        return next > 2047 ? 12 : next > 1023 ? 11 : next > 511 ? 10 : 9;
    }

    private static void code(ByteArrayOutputStream out, long[] pending, int code, int width) {
        pending[0] = pending[0] << width | code;
        pending[1] += width;
        while (pending[1] >= 8) {
            pending[1] -= 8;
            out.write((int) (pending[0] >>> pending[1]));
        }
    }
}
