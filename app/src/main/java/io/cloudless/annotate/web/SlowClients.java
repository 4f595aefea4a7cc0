package io.cloudless.annotate.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Gives up on clients that send or take next to nothing, so that they do not hold what others need. Until a request is there
 * with the begin of its body it holds no thread, and a connection of many; after that it must go on at a certain rate. The
 * idle timeout of the server is no help against them: each byte starts it anew.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {
    /** Read before anything else is done about a request: all of nearly all requests. */
    static final int EAGER_BYTES = 16 << 10;

    private static final String CONNECTION = SlowClients.class.getName();

    /** Of bodies that are not there yet, and of answers that are not taken yet: each holds one of some 250 threads. */
    private static final int MOST_THREADS = 100;

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Patience patience;
    private final Line withoutRequest;
    private final Line answering = new Line(MOST_THREADS, Duration.ofSeconds(1));
    private final Semaphore longBodies = new Semaphore(MOST_THREADS);

    SlowClients(Patience patience) {
        this.patience = patience;
        this.withoutRequest = new Line(patience.connections(), Duration.ZERO);
    }

    /** What must come before it. */
    Handler.Wrapper afterBegin() {
        return new EagerContentHandler(
                this, new EagerContentHandler.RetainedContentLoaderFactory(EAGER_BYTES, -1, false));
    }

    /** Connections that are waited for. Each is closed in the end, and where there are too many those that came first. */
    private static final class Line {
        private final int most;
        private final Duration least;
        private final Map<Connection, Wait> waits = new LinkedHashMap<>();

        private record Wait(long since, Duration time) {
            boolean isOver(Duration some) {
                return System.nanoTime() - since >= some.toNanos();
            }
        }

        /** @param least for which each is waited for, however many there are */
        Line(int most, Duration least) {
            this.most = most;
            this.least = least;
        }

        void add(Connection connection, Duration time) {
            synchronized (waits) {
                waits.put(connection, new Wait(System.nanoTime(), time));
            }
            closeTooMany();
        }

        void remove(Connection connection) {
            synchronized (waits) {
                waits.remove(connection);
            }
        }

        void closeTooMany() {
            List<Connection> first;
            synchronized (waits) {
                first = waits.entrySet().stream()
                        .limit(Math.max(0, waits.size() - most))
                        .filter(entry -> entry.getValue().isOver(least))
                        .map(Map.Entry::getKey)
                        .toList();
            }
            first.forEach(this::close);
        }

        void closeLate() {
            List<Connection> late;
            synchronized (waits) {
                late = waits.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().isOver(entry.getValue().time()))
                        .map(Map.Entry::getKey)
                        .toList();
            }
            late.forEach(this::close);
        }

        private void close(Connection connection) {
            remove(connection);
            connection.getEndPoint().close();
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        look();
    }

    /** Now and then: an alarm for each connection would cost more than what most requests ask for. */
    private void look() {
        withoutRequest.closeLate();
        answering.closeLate();
        answering.closeTooMany();
        getServer().getScheduler().schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        withoutRequest.add(connection, patience.first());
    }

    @Override
    public void onClosed(Connection connection) {
        withoutRequest.remove(connection);
        answering.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        withoutRequest.remove(connection);
        Request.addCompletionListener(request, failure -> withoutRequest.add(connection, patience.next()));
        request.setAttribute(CONNECTION, connection);
        if (!connection.getEndPoint().isOpen()) {
            callback.failed(new EofException());
            return true;
        }
        if (isLong(request) && !longBodies.tryAcquire()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, patience.grace().toSeconds());
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        // Not a listener of the request: where that has failed before, listeners are not told of its end.
        Callback done = isLong(request) ? Callback.from(longBodies::release, callback) : callback;
        return super.handle(new Reading(request), new Answering(request, response), done);
    }

    /** Whether the client of a request has gone, or was given up. */
    static boolean isGone(HttpServletRequest request) {
        return request.getAttribute(CONNECTION) instanceof Connection connection
                && !connection.getEndPoint().isOpen();
    }

    /** Whether there may be more of its body than has been read. */
    private static boolean isLong(Request request) {
        long length = request.getLength();
        return length > EAGER_BYTES || length < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Fails where the client lets us wait for too long. */
    private final class Reading extends Request.Wrapper {
        private long bytes;
        private long waitedNanos;

        Reading(Request request) {
            super(request);
        }

        @Override
        public void demand(Runnable available) {
            long from = System.nanoTime();
            super.demand(() -> {
                waitedNanos += System.nanoTime() - from;
                available.run();
            });
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk.remaining();
            if (chunk.isLast() || waitedNanos < patience.of(bytes).toNanos()) {
                return chunk;
            }
            chunk.release();
            HttpException.RuntimeException slow =
                    new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408, "The request comes too slowly");
            fail(slow);
            return Content.Chunk.from(slow);
        }
    }

    /** Ends the connection where the client takes too long over what is written to it. */
    private final class Answering extends Response.Wrapper {
        Answering(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            Connection connection = getRequest().getConnectionMetaData().getConnection();
            answering.add(connection, patience.of(content == null ? 0 : content.remaining()));
            super.write(last, content, Callback.from(() -> answering.remove(connection), callback));
        }
    }
}
