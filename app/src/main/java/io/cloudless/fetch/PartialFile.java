package io.cloudless.fetch;

import io.cloudless.files.InputException;
import io.cloudless.files.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What has come of a file so far, {@code NAME.part} beside its place; locked, so that nobody else writes it. */
final class PartialFile implements AutoCloseable {
    private final Path target;
    private final Path file;
    private final FileChannel channel;

    private PartialFile(Path target, Path file, FileChannel channel) {
        this.target = target;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Goes on with what is there, or begins.
     *
     * @throws InputException if another download is at it, or the disk does not let us
     */
    static PartialFile of(Path target) {
        Path file = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InputException(
                        target, "is being downloaded by another program", "Wait for that one or stop it");
            }
            return new PartialFile(target, file, channel);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    /** Held until the channel is closed. */
    @SuppressWarnings("UnusedVariable")
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by another thread of this process
        }
    }

    /** Bytes so far. */
    long size() throws IOException {
        return channel.size();
    }

    /** Forgets what comes after the first bytes. */
    void keep(long bytes) throws IOException {
        channel.truncate(bytes);
    }

    /** Adds bytes at the end. */
    void append(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long at = channel.size();
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all that is there, as hexadecimal digits. */
    String sha256() throws IOException {
        return Sha256.of(file);
    }

    /** The file is whole: moves it into its place. */
    void finish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives up on what is there. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        try {
            boolean empty = channel.isOpen() && channel.size() == 0;
            channel.close();
            if (empty) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What was written is checked before it is used.
        }
    }
}
