package io.cloudless.annotate;

import io.cloudless.files.AtomicFolder;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder in which one export takes the place of another, all of it or nothing, while files of others stay as they are.
 * The new one is made in a hidden folder within; then the files of the old one, as its {@link ExportManifest} names them,
 * are moved aside and the new ones into their place. The manifest leaves first and comes last, so that a swap that was
 * not brought to its end is known by a folder without one, and taken back.
 */
final class ExportFolder implements AutoCloseable {
    private static final String HIDDEN = ".cloudless-export";
    /** Leaves early and comes late too: {@code prepare}, which asks for it, does not read half an export. */
    private static final String INDEX = "index.csv";

    private final Path folder;
    private final boolean isNew;
    private final Path fresh;
    private final Path former;
    private final FileChannel channel;

    private ExportFolder(Path folder, boolean isNew, FileChannel channel) {
        this.folder = folder;
        this.isNew = isNew;
        this.fresh = hidden(folder).resolve("new");
        this.former = hidden(folder).resolve("former");
        this.channel = channel;
    }

    private static Path hidden(Path folder) {
        return folder.resolve(HIDDEN);
    }

    /**
     * Takes a folder in hand, and back what a killed export left half-swapped.
     *
     * @param folder made if it is missing
     * @throws InputException if another export is being written there, or nothing can be
     */
    static ExportFolder open(Path folder) throws IOException {
        boolean isNew = !Files.exists(folder);
        Path hidden = hidden(folder);
        Files.createDirectories(hidden);
        checkIsFolder(hidden);
        Path file = hidden.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            lock(channel, folder);
            ExportFolder opened = new ExportFolder(folder, isNew, channel);
            opened.settle();
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        boolean isLocked;
        try {
            isLocked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // By another thread of this process, which is as good as another process.
            isLocked = false;
        }
        if (!isLocked) {
            throw new InputException(folder, "another export is being written here", "Wait for it to end");
        }
    }

    /** Takes back what a killed export left half-swapped, if there is such a thing, before a part of it is read. */
    static void recoverAround(Path part) {
        Path folder = part.toAbsolutePath().normalize().getParent();
        if (folder != null
                && Files.isDirectory(hidden(folder), LinkOption.NOFOLLOW_LINKS)
                && !ExportManifest.isIn(folder)) {
            try {
                open(folder).close();
            } catch (IOException e) {
                throw InputException.unwritable(folder, e);
            }
        }
    }

    private void settle() throws IOException {
        checkIsFolder(fresh);
        checkIsFolder(former);
        if (!ExportManifest.isIn(folder)) {
            takeBack();
        }
        AtomicFolder.delete(former);
        AtomicFolder.delete(fresh);
    }

    /** Where to make the new export. */
    Path fresh() throws IOException {
        return Files.createDirectories(fresh);
    }

    /**
     * Puts what was made in place of the old export.
     *
     * @throws InputException if a file is in the way that is not of the old export; then all is as before
     */
    void commit() throws IOException {
        Set<String> old = new TreeSet<>(ExportManifest.isIn(folder) ? ExportManifest.read(folder) : List.of());
        List<String> made = filesOf(fresh);
        for (String name : made) {
            Path file = folder.resolve(name);
            if (!old.contains(name) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new InputException(
                        file,
                        "is in the way of the export and not of an earlier one",
                        "Move it, or name another folder");
            }
        }
        ExportManifest.write(fresh, made);
        move(List.of(ExportManifest.NAME, INDEX), folder, former);
        move(old, folder, former);
        move(made.stream().filter(name -> !name.equals(INDEX)).toList(), fresh, folder);
        move(List.of(INDEX, ExportManifest.NAME), fresh, folder);
        removeEmptyFolders(old);
    }

    /** May be broken off at any point and begun again. */
    private void takeBack() throws IOException {
        if (ExportManifest.isIn(fresh)) {
            List<String> made = ExportManifest.read(fresh);
            List<String> placed = made.stream()
                    .filter(name -> !Files.exists(fresh.resolve(name)))
                    .toList();
            move(placed, folder, fresh);
            removeEmptyFolders(made);
        }
        if (ExportManifest.isIn(former)) {
            List<String> files = ExportManifest.read(former);
            move(files, former, folder);
            move(List.of(ExportManifest.NAME), former, folder);
        }
    }

    /** What is not there is passed over. Nothing is moved through links to where it does not belong. */
    private static void move(Iterable<String> names, Path from, Path to) throws IOException {
        for (String name : names) {
            Path file = from.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Path target = to.resolve(name);
                Files.createDirectories(target.getParent());
                int end = name.indexOf('/');
                if (end >= 0) {
                    checkIsFolder(from.resolve(name.substring(0, end)));
                    checkIsFolder(to.resolve(name.substring(0, end)));
                }
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void checkIsFolder(Path inner) {
        if (Files.isSymbolicLink(inner)) {
            throw new InputException(inner, "is a link and no folder", "Remove it, or name another folder");
        }
    }

    private void removeEmptyFolders(Iterable<String> names) throws IOException {
        Set<Path> inner = new TreeSet<>();
        names.forEach(name -> inner.add(folder.resolve(name).getParent()));
        inner.remove(folder);
        for (Path empty : inner) {
            try {
                Files.deleteIfExists(empty);
            } catch (DirectoryNotEmptyException e) {
                // Holds files of the new export, or of others.
                continue;
            }
        }
    }

    private static List<String> filesOf(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(root.relativize(file).toString().replace('\\', '/'));
            }
        }
        Collections.sort(names);
        return names;
    }

    /** Removes what was not committed, and the folder if it was made for it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            settle();
            AtomicFolder.delete(hidden(folder));
        }
        if (isNew && !ExportManifest.isIn(folder)) {
            Files.delete(folder);
        }
    }
}
