package io.cloudless.dataset;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.Sha256;
import io.cloudless.files.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files of a {@link PreparedDataset}. The manifest names the sample file and is replaced in one step: a process
 * killed before leaves the former dataset, and one killed after leaves the new one. Files that no manifest names any more,
 * the next run removes.
 */
final class DatasetWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final String TEXT = "preparation-statistics.txt";
    private static final String JSON = "preparation-statistics.json";

    private final Path folder;
    private final List<Path> former;
    private final Path part;
    private final DigestOutputStream out;
    private final List<ChipEntry> entries = new ArrayList<>();

    private DatasetWriter(Path folder, List<Path> former, Path part) throws IOException {
        this.folder = folder;
        this.former = former;
        this.part = part;
        this.out = Sha256.stream(new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES));
    }

    /** @param folder made if it is missing */
    static DatasetWriter in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path part = TemporaryName.beside(folder.resolve(SampleFile.FORMER));
        return new DatasetWriter(folder, SampleFile.in(folder), part);
    }

    /** Where the samples of the next chip begin, in bytes. */
    long offset() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    /** @param samples as many bytes as the entry says */
    void add(ChipEntry entry, byte[] samples) throws IOException {
        out.write(samples);
        entries.add(entry);
    }

    /** Puts all in place of the former dataset. */
    void commit(PreparationStatistics statistics) throws IOException {
        out.close();
        Path samples = folder.resolve(SampleFile.nameOf(Sha256.of(out)));
        Files.move(part, samples, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try {
            // Those of the former dataset must not stand beside the new one, not even for a moment.
            Files.deleteIfExists(folder.resolve(TEXT));
            Files.deleteIfExists(folder.resolve(JSON));
            AtomicFile.write(folder.resolve(PreparedDataset.MANIFEST), manifest(samples));
        } catch (IOException e) {
            if (!former.contains(samples)) {
                Files.deleteIfExists(samples);
            }
            throw e;
        }
        AtomicFile.write(folder.resolve(TEXT), statistics.toText());
        AtomicFile.write(folder.resolve(JSON), statistics.toJson());
        for (Path file : former) {
            if (!file.equals(samples)) { // samples of the same content are the same file
                Files.deleteIfExists(file);
            }
        }
    }

    private String manifest(Path samples) {
        StringBuilder lines = new StringBuilder(ChipEntry.HEADER).append('\n');
        for (ChipEntry entry : entries) {
            lines.append(entry.toCsv(String.valueOf(samples.getFileName()))).append('\n');
        }
        return lines.toString();
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(part);
    }
}
