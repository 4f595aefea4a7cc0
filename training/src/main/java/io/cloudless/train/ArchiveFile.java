package io.cloudless.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ArchiveWriter;
import org.bytedeco.pytorch.OutputArchive;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of an archive. PyTorch's own writing of files ends the whole process where the disk is full: here it
 * goes on as if all were well, and what went wrong is told afterwards.
 */
final class ArchiveFile extends ArchiveWriter {
    private static final int BLOCK = 1 << 20;

    private final OutputStream out;
    private final byte[] block = new byte[BLOCK];
    private @Nullable IOException problem;

    private ArchiveFile(OutputStream out) {
        this.out = out;
    }

    /** @throws IOException if the disk does not take all of it */
    static void write(OutputArchive archive, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveFile writer = new ArchiveFile(out)) {
            archive.save_to(writer);
            if (writer.problem != null) {
                throw writer.problem;
            }
        }
    }

    @Override
    public long call(Pointer bytes, long size) {
        try (BytePointer source = new BytePointer(bytes)) {
            for (long at = 0; at < size && problem == null; at += BLOCK) {
                int length = (int) Math.min(BLOCK, size - at);
                source.position(at).get(block, 0, length);
                out.write(block, 0, length);
            }
        } catch (IOException e) {
            problem = e;
        }
        return size;
    }
}
