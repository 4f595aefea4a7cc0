package io.cloudless.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file on a web server.
 *
 * @param uri where it is, http or https
 * @param size in bytes, or -1 where nobody knows
 * @param sha256 its SHA-256 as 64 lower-case hexadecimal digits, or null where nobody knows
 */
public record RemoteFile(URI uri, long size, @Nullable String sha256) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public RemoteFile {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException("\"" + uri + "\" is no address that begins with https:// or http://");
        }
        if (sha256 != null) {
            sha256 = sha256.toLowerCase(Locale.ROOT);
            if (!SHA_256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("A SHA-256 has 64 hexadecimal digits, \"" + sha256 + "\" is none");
            }
        }
        if (size < -1) {
            throw new IllegalArgumentException("A file of " + size + " bytes");
        }
    }
}
