package io.cloudless.zoo;

import io.cloudless.fetch.Downloader;
import io.cloudless.fetch.RemoteFile;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.files.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that downloaded models lie in, {@code NAME.onnx} with {@code NAME.card.json}. It may be deleted at any time.
 *
 * @param folder need not exist
 */
public record ModelCache(Path folder) {
    private static final String ENDING = ".onnx";

    /** That of this user: {@code cloudless/models} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}. */
    public static ModelCache ofUser() {
        return new ModelCache(UserCache.folder(System.getenv()).resolve("models"));
    }

    /** Where a model of this name lies or would lie. */
    public Path pathOf(String name) {
        return folder.resolve(name + ENDING);
    }

    /** The model of this name, if it is here. */
    public Optional<Path> find(String name) {
        boolean plain = !name.isBlank()
                && Path.of(name).getNameCount() == 1
                && !Path.of(name).isAbsolute();
        return plain ? Optional.of(pathOf(name)).filter(Files::isRegularFile) : Optional.empty();
    }

    /** Names of all models that are here, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InputException(folder, "cannot be listed", "The cache must be a folder that can be read", e);
        }
    }

    /**
     * Downloads a model, unless it is here already, and writes its card.
     *
     * @param classNames for the card, or null: those of an earlier call, else numbers
     * @throws IllegalArgumentException if there are not as many names as classes
     * @throws InputException if it cannot be downloaded or written
     */
    public Path pull(NamedModel model, @Nullable List<String> classNames, Downloader downloader)
            throws InterruptedException {
        String card = model.cardWith(classNames);
        Path file = pathOf(model.name());
        if (!Files.isRegularFile(file)) {
            downloader.fetch(model.source(), file);
        }
        Path beside = folder.resolve(model.name() + ".card.json");
        if (classNames != null || !Files.exists(beside)) {
            try {
                AtomicFile.write(beside, card);
            } catch (IOException e) {
                throw InputException.unwritable(beside, e);
            }
        }
        return file;
    }

    /** Downloads a model from anywhere; one that does not carry its card needs one to be written beside it. */
    public Path pull(RemoteFile source, Downloader downloader) throws InterruptedException {
        Path file = pathOf(nameOf(source));
        downloader.fetch(source, file);
        return file;
    }

    /**
     * The name under which a model of an address is kept.
     *
     * @throws IllegalArgumentException if the address does not end in {@code NAME.onnx}
     */
    private static String nameOf(RemoteFile source) {
        String path = String.valueOf(source.uri().getPath());
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (!last.endsWith(ENDING) || last.length() == ENDING.length() || last.contains("\\")) {
            throw new IllegalArgumentException("\"" + source.uri() + "\" does not end in the name of an ONNX file");
        }
        return last.substring(0, last.length() - ENDING.length());
    }
}
