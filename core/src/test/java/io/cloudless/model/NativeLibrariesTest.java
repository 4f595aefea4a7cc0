package io.cloudless.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    @TempDir
    Path folder;

    private final String library = System.mapLibraryName("onnxruntime");

    @Test
    void unpacksForTheOwnerAloneAndOnlyOnce() throws IOException {
        Path cache = NativeLibraries.unpack(folder.resolve("new/cache"));
        FileTime first = Files.getLastModifiedTime(cache.resolve(library));
        NativeLibraries.unpack(cache);

        assertThat(cache.resolve(library)).isNotEmptyFile();
        assertThat(cache.resolve(System.mapLibraryName("onnxruntime4j_jni"))).isNotEmptyFile();
        assertThat(Files.getLastModifiedTime(cache.resolve(library))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        assertThat(cache).isDirectoryNotContaining("glob:**.part");
        assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void unpacksADamagedLibraryAnew() throws IOException {
        Path cache = NativeLibraries.unpack(folder.resolve("cache"));
        long size = Files.size(cache.resolve(library));
        Files.writeString(cache.resolve(library), "half");

        NativeLibraries.unpack(cache);

        assertThat(cache.resolve(library)).hasSize(size);
    }

    @Test
    void severalMayUnpackAtOnce() throws Exception {
        Path cache = folder.resolve("cache");
        Callable<Path> unpack = () -> NativeLibraries.unpack(cache);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Path> done : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
                assertThat(done.get()).isEqualTo(cache);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(cache).isDirectoryNotContaining("glob:**.part");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void loadsNothingFromAFolderThatOthersMayChange() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("elsewhere")));

        assertThatThrownBy(() -> NativeLibraries.unpack(cache)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> NativeLibraries.unpack(link)).isInstanceOf(IOException.class);
    }

    @Test
    void findsTheCacheAsTheLauncherDoes() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(NativeLibraries.cache(Map.of())).contains(home.resolve(".cache/cloudless"));
        assertThat(NativeLibraries.cache(Map.of("XDG_CACHE_HOME", "/var/cache")))
                .contains(Path.of("/var/cache/cloudless"));
        assertThat(NativeLibraries.cache(Map.of("CLOUDLESS_CACHE", "/c", "XDG_CACHE_HOME", "/var/cache")))
                .contains(Path.of("/c"));
        assertThat(NativeLibraries.cache(Map.of("CLOUDLESS_CACHE", ""))).isEmpty();
    }

    @Test
    void removesOldFoldersOfOnnxRuntimeThatNoProcessHasLoadedFrom() throws IOException {
        Path loaded = Files.createDirectory(folder.resolve("onnxruntime-java1"));
        Path left = Files.createDirectory(folder.resolve("onnxruntime-java2"));
        Path fresh = Files.createDirectory(folder.resolve("onnxruntime-java3"));
        Files.writeString(left.resolve(library), "");
        Path inUse = Files.writeString(loaded.resolve(library), "as the system maps a library");
        MappedByteBuffer map;
        try (FileChannel channel = FileChannel.open(inUse)) {
            map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        for (Path old : List.of(loaded, left)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }

        LibraryLeftovers.remove(folder);

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
        assertThat(inUse).exists();
        assertThat(map.get(0)).isEqualTo((byte) 'a'); // keeps it mapped until here
    }
}
