package io.cloudless.fetch;

import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for what is missing of a file (RFC 9110, range requests). The tag of the version that the first answer
 * was of goes with each further request, so that parts of two versions are never put together.
 */
final class Transfer {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;

    private final HttpClient client;
    private final URI uri;
    private final PartialFile part;
    private final Duration stall;
    private final Progress progress;
    private final AtomicLong received = new AtomicLong();
    private volatile @Nullable String tag;

    Transfer(HttpClient client, URI uri, PartialFile part, Duration stall, Progress progress) {
        this.client = client;
        this.uri = uri;
        this.part = part;
        this.stall = stall;
        this.progress = progress;
    }

    /**
     * One request.
     *
     * @throws TransferException if not all has come; what has come is in the part
     * @throws UncheckedIOException if the disk does not take it
     */
    void run() throws TransferException, InterruptedException, IOException {
        long from = part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "cloudless");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            if (tag != null) {
                request.header("If-Range", tag);
            }
        }
        HttpResponse<Void> response = await(client.sendAsync(request.GET().build(), head -> body(head, from)));
        if (response.statusCode() == NOT_SATISFIABLE && from > 0) {
            // Longer than the file, or all of it without anyone knowing: from the start.
            restart();
            throw new TransferException("the part that is there does not fit", true, Duration.ZERO);
        }
        check(response);
        if (response.statusCode() == PARTIAL && !startsAt(response, from)) {
            throw new TransferException("another part came than was asked for", true, Duration.ZERO);
        }
    }

    private BodySubscriber<Void> body(ResponseInfo head, long from) {
        boolean whole = head.statusCode() == OK;
        boolean rest = head.statusCode() == PARTIAL && startsAt(head.headers().firstValue("Content-Range"), from);
        if (!whole && !rest) {
            return BodySubscribers.discarding();
        }
        tag = head.headers()
                .firstValue("ETag")
                .filter(value -> !value.startsWith("W/"))
                .orElse(null);
        if (whole) {
            restart();
        }
        return BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(this::take));
    }

    private void restart() {
        try {
            progress.advance(-part.size());
            part.keep(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(byte[] bytes) {
        part.append(bytes);
        received.addAndGet(bytes.length);
        progress.advance(bytes.length);
    }

    private static boolean startsAt(HttpResponse<?> response, long from) {
        return startsAt(response.headers().firstValue("Content-Range"), from);
    }

    private static boolean startsAt(Optional<String> contentRange, long from) {
        return contentRange
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    /** Waits as long as bytes keep coming. */
    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer)
            throws TransferException, InterruptedException {
        long seen = -1;
        while (true) {
            try {
                return answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (received.get() == seen) {
                    answer.cancel(true);
                    throw new TransferException(
                            "nothing came for " + stall.toSeconds() + " seconds", true, Duration.ZERO);
                }
                seen = received.get();
            } catch (ExecutionException e) {
                throw broken(Objects.requireNonNull(e.getCause()));
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw e;
            }
        }
    }

    private static TransferException broken(Throwable cause) {
        for (Throwable problem = cause; problem != null; problem = problem.getCause()) {
            if (problem instanceof UncheckedIOException disk) {
                throw disk;
            }
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String reason = cause instanceof ConnectException ? "no connection to the server" : message;
        return new TransferException("the connection broke (" + reason + ")", true, Duration.ZERO);
    }

    private static void check(HttpResponse<?> response) throws TransferException {
        int status = response.statusCode();
        if (status == OK || status == PARTIAL) {
            return;
        }
        boolean mayPass = status == 408 || status == 425 || status == 429 || status >= 500;
        Duration asked = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
        throw new TransferException("the server answered " + status + meaning(status), mayPass, asked);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> " (not allowed)";
            case 404, 410 -> " (no such file)";
            case 429 -> " (too many requests)";
            case 503 -> " (overloaded)";
            default -> "";
        };
    }
}
