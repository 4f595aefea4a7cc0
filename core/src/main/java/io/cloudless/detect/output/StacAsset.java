package io.cloudless.detect.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.files.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a {@link StacItem}, which will lie beside it.
 *
 * @param key of the asset
 * @param title for people
 * @param file complete, under its final name
 * @param mediaType such as {@code "image/png"}
 * @param role such as {@code "data"}
 */
public record StacAsset(String key, String title, Path file, String mediaType, String role) {
    /** Multihash prefix of SHA2-256: its code and its length in bytes. */
    private static final String SHA2_256 = "1220";

    /** Writes more fields of an asset. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** A relative link from a folder to a file, or an absolute one where they lie on different disks. */
    static String link(Path folder, Path file) {
        Path target = file.toAbsolutePath().normalize();
        Path from = folder.toAbsolutePath().normalize();
        if (!target.getRoot().equals(from.getRoot())) {
            return target.toUri().toASCIIString();
        }
        List<String> names = new ArrayList<>();
        from.relativize(target).forEach(name -> names.add(name.toString()));
        String path = String.join("/", names);
        try {
            return new URI(null, null, path.startsWith("..") ? path : "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(path + " is no path of a link", e);
        }
    }

    void write(JsonGenerator json, Fields more) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("href", link(file.resolveSibling("."), file));
        json.writeStringField("title", title);
        json.writeStringField("type", mediaType);
        json.writeFieldName("roles");
        json.writeArray(new String[] {role}, 0, 1);
        json.writeNumberField("file:size", Files.size(file));
        json.writeStringField("file:checksum", SHA2_256 + Sha256.of(file));
        more.write(json);
        json.writeEndObject();
    }
}
