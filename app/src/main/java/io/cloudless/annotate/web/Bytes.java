package io.cloudless.annotate.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with bytes that never change: all of them, or a range as RFC 9110 section 14 has it. */
final class Bytes {
    private static final String FOREVER = "private, max-age=31536000, immutable";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private Bytes() {}

    /**
     * Whether the browser has it already, and is told so.
     *
     * @param name another for other bytes
     */
    static boolean isKnown(Context context, String name) {
        String tag = "\"" + name + "\"";
        context.header("ETag", tag).header("Cache-Control", FOREVER);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return true;
        }
        return false;
    }

    /** A file, or the part of it that was asked for. */
    static void send(Context context, Path file, String type) throws IOException {
        long size = Files.size(file);
        context.contentType(type).header("Accept-Ranges", "bytes");
        Matcher range = RANGE.matcher(String.valueOf(context.header("Range")));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            context.header("Content-Length", Long.toString(size)).result(Files.newInputStream(file));
            return;
        }
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (first > last) {
            context.status(416).header("Content-Range", "bytes */" + size);
            return;
        }
        context.status(206)
                .header("Content-Range", "bytes " + first + "-" + last + "/" + size)
                .result(part(file, first, (int) (last - first + 1)));
    }

    private static byte[] part(Path file, long first, int count) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                InputStream in = Channels.newInputStream(channel.position(first))) {
            return in.readNBytes(count);
        }
    }
}
