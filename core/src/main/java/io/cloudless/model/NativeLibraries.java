package io.cloudless.model;

import ai.onnxruntime.OrtEnvironment;
import io.cloudless.files.TemporaryName;
import io.cloudless.files.UserCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ONNX Runtime's native libraries, unpacked once into the cache of the user. ONNX Runtime itself unpacks them into a new
 * temporary folder at each start, which takes time and stays there if the process is killed.
 */
final class NativeLibraries {
    /** The property by which ONNX Runtime is told the folder. */
    private static final String PATH = "onnxruntime.native.path";

    /** The first two are loaded in this order; the third belongs to the first on Windows. */
    private static final List<String> NAMES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");

    private NativeLibraries() {}

    /** Tells ONNX Runtime where its libraries are. Where they cannot be kept, it goes on in its own way. */
    static void provide() {
        LibraryLeftovers.remove(Path.of(System.getProperty("java.io.tmpdir", "")));
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        Optional<Path> cache = cache(System.getenv());
        if (System.getProperty(PATH) != null || version == null || cache.isEmpty()) {
            return;
        }
        try {
            Path folder = unpack(cache.get().resolve("onnxruntime-" + version + "-" + platform()));
            // A folder from which nothing may be loaded shows here, while there is another way.
            System.load(folder.resolve(System.mapLibraryName(NAMES.get(0))).toString());
            System.setProperty(PATH, folder.toString());
        } catch (IOException | UnsatisfiedLinkError e) {
            return;
        }
    }

    /**
     * Where the launcher keeps its archive, too: {@code CLOUDLESS_CACHE}, else the {@link UserCache}; empty where
     * {@code CLOUDLESS_CACHE} is.
     */
    static Optional<Path> cache(Map<String, String> environment) {
        String own = environment.get("CLOUDLESS_CACHE");
        if (own != null) {
            return own.isEmpty() ? Optional.empty() : Optional.of(Path.of(own).toAbsolutePath());
        }
        return Optional.of(UserCache.folder(environment)).filter(Path::isAbsolute);
    }

    /** As ONNX Runtime calls them. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String systemKey = system.contains("win") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        return systemKey + "-" + (processor.equals("aarch64") ? "aarch64" : "x64");
    }

    /**
     * Unpacks what is missing. Two processes may do so at once: both move the same content into the same places.
     *
     * @param folder made if it is missing, for its owner alone
     * @return the folder
     * @throws IOException if it cannot be written, or others can write to it
     */
    static Path unpack(Path folder) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            createForOwner(folder);
        }
        if (!isOwnersAlone(folder)) {
            throw new IOException(folder + " can be changed by other users");
        }
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            URL library = OrtEnvironment.class.getResource("native/" + platform() + "/" + file);
            if (library != null) {
                unpack(library, folder.resolve(file));
            }
        }
        return folder;
    }

    private static void createForOwner(Path folder) throws IOException {
        Path empty = TemporaryName.createFolder(folder.resolveSibling(""));
        try {
            Files.move(empty, folder);
        } catch (FileAlreadyExistsException e) {
            Files.delete(empty); // another process was quicker
        }
    }

    private static boolean isOwnersAlone(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !TemporaryName.isOwn(folder)) {
            return false;
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        return posix == null
                || Collections.disjoint(
                        posix.readAttributes().permissions(),
                        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    }

    /** A file of another size was left by a machine that lost its power. */
    private static void unpack(URL library, Path file) throws IOException {
        long size = library.openConnection().getContentLengthLong();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == size) {
            return;
        }
        Path part = TemporaryName.beside(file);
        try (InputStream in = library.openStream()) {
            Files.copy(in, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
