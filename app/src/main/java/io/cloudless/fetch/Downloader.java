package io.cloudless.fetch;

import io.cloudless.files.InputException;
import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Downloads files. One that breaks off is resumed where it broke off, within a call and, where its SHA-256 is known, in a
 * later call too: what has come so far lies in {@code NAME.part}. A file gets its name only when it is whole and its
 * SHA-256 is right.
 *
 * <p>Any number of threads may use it; the same target only one at a time.
 */
public final class Downloader {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final Patience patience;
    private final Progress progress;

    /** @param progress is told of bytes */
    public Downloader(Patience patience, Progress progress) {
        this.patience = patience;
        this.progress = progress;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Brings a file to its place, in place of a former one.
     *
     * @param target its folder is made if it is missing
     * @throws InputException naming the target, if the server does not give the file, what it gives is not what was
     *     expected, or the disk does not take it
     * @throws InterruptedException if interrupted; what has come stays for a later call
     */
    public void fetch(RemoteFile source, Path target) throws InterruptedException {
        try (PartialFile part = PartialFile.of(target)) {
            if (source.sha256() == null) {
                part.keep(0); // nobody could tell whether it belongs to the same version
            }
            boolean resumed = part.size() > 0;
            transfer(source, target, part);
            String problem = mismatch(source, part);
            if (problem != null && resumed) {
                part.keep(0);
                transfer(source, target, part);
                problem = mismatch(source, part);
            }
            if (problem != null) {
                part.discard();
                throw new InputException(
                        target,
                        "what came from " + source.uri() + " " + problem,
                        "It was thrown away: it is damaged, or not the file that was meant. Try again, and if it comes"
                                + " out the same compare the address and the SHA-256 with those of whoever made it");
            }
            part.finish();
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    private static @Nullable String mismatch(RemoteFile source, PartialFile part) throws IOException {
        if (source.size() >= 0 && part.size() != source.size()) {
            return String.format(Locale.ROOT, "has %,d bytes, %,d were expected", part.size(), source.size());
        }
        if (source.sha256() != null) {
            String sha256 = part.sha256();
            return sha256.equals(source.sha256())
                    ? null
                    : "has the SHA-256 " + sha256 + ", " + source.sha256() + " was expected";
        }
        return null;
    }

    private void transfer(RemoteFile source, Path target, PartialFile part) throws InterruptedException, IOException {
        if (source.size() >= 0 && part.size() > source.size()) {
            part.keep(0);
        }
        if (part.size() > 0 && part.size() == source.size()) {
            return; // only the last step was missing
        }
        progress.begin(String.valueOf(target.getFileName()), source.size(), "bytes");
        try {
            progress.resume(part.size());
            transferPatiently(source, target, part);
        } finally {
            progress.end();
        }
    }

    private void transferPatiently(RemoteFile source, Path target, PartialFile part)
            throws InterruptedException, IOException {
        Transfer transfer = new Transfer(client, source.uri(), part, patience.stall(), progress);
        int failures = 0;
        while (true) {
            long before = part.size();
            try {
                transfer.run();
                return;
            } catch (TransferException e) {
                failures = part.size() > before ? 1 : failures + 1;
                if (!e.mayPass() || failures >= patience.attempts()) {
                    throw failure(source, target, e, failures);
                }
                Duration pause = patience.pauseAfter(failures, e.askedPause());
                progress.note(e.getMessage() + ", trying again");
                Thread.sleep(pause.toMillis());
            } catch (UncheckedIOException e) {
                throw InputException.unwritable(target, Objects.requireNonNull(e.getCause()));
            }
        }
    }

    private static InputException failure(RemoteFile source, Path target, TransferException e, int attempts) {
        String times = attempts > 1 ? " (asked " + attempts + " times)" : "";
        return new InputException(
                target,
                "cannot be downloaded from " + source.uri() + ": " + e.getMessage() + times,
                e.mayPass() ? "Run the same command again when the network or the server is back" : "Check the address",
                e);
    }
}
