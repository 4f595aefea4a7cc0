package io.cloudless.annotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file by which a later export knows which files of a folder are an earlier one's. It may come from a stranger: only
 * names are taken that an export has.
 */
final class ExportManifest {
    static final String NAME = "cloudless-export.json";

    private static final String REMEDY = "Name another folder, or remove the export by hand";
    private static final String FILES = "files";
    /** {@code index.csv}, the file of a format, or a file in the folder of one or in {@code images}. */
    private static final String TARGETS = Arrays.stream(ExportFormat.values())
            .map(ExportFormat::target)
            .map(target -> target.replace(".", "\\."))
            .collect(Collectors.joining("|", "(", "|images|index\\.csv)"));

    private static final String FILE = TARGETS + "(/(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]+)?";

    private ExportManifest() {}

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** @param files paths within the folder, with {@code /} */
    static void write(Path folder, List<String> files) throws IOException {
        ObjectNode root = new JsonMapper().createObjectNode();
        files.forEach(root.putArray(FILES)::add);
        AtomicFile.write(folder.resolve(NAME), root.toPrettyString() + "\n");
    }

    /**
     * The files of a folder's export.
     *
     * @throws InputException if it is damaged or names a file that no export has
     */
    static List<String> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try {
            JsonNode names = new JsonMapper().readTree(Files.readAllBytes(file)).path(FILES);
            if (!names.isArray()) {
                throw new InputException(file, "has no list \"" + FILES + "\"", REMEDY);
            }
            List<String> files = new ArrayList<>();
            for (JsonNode name : names) {
                if (!name.isTextual() || !name.textValue().matches(FILE)) {
                    throw new InputException(file, "names " + name + ", which is no file of an export", REMEDY);
                }
                files.add(name.textValue());
            }
            return files;
        } catch (JsonProcessingException e) {
            throw new InputException(file, "is no JSON", REMEDY, e);
        }
    }
}
