package io.cloudless.annotate.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Gives up on clients that send or take next to nothing, so that they do not hold what others need. Until a request is there
 * with the begin of its body it holds no thread, and a connection of many; after that it must go on at a certain rate. The
 * idle timeout of the server is no help against them: each byte starts it anew.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {
    /** Read before anything else is done about a request: all of nearly all requests. */
    static final int EAGER_BYTES = 16 << 10;

    /** Each holds a thread until it is there; the server has some 250. */
    private static final int LONG_BODIES = 100;

    private final Patience patience;
    private final Scheduler scheduler;
    private final Semaphore longBodies = new Semaphore(LONG_BODIES);
    /** Connections without a request, those that wait longest first. */
    private final Map<Connection, Scheduler.Task> waiting = new LinkedHashMap<>();

    SlowClients(Patience patience, Scheduler scheduler) {
        this.patience = patience;
        this.scheduler = scheduler;
    }

    /** What must come before it. */
    Handler.Wrapper afterBegin() {
        return new EagerContentHandler(
                this, new EagerContentHandler.RetainedContentLoaderFactory(EAGER_BYTES, -1, false));
    }

    @Override
    public void onOpened(Connection connection) {
        await(connection, patience.first());
    }

    @Override
    public void onClosed(Connection connection) {
        arrived(connection);
    }

    private void await(Connection connection, Duration time) {
        Connection oldest = null;
        synchronized (waiting) {
            waiting.put(
                    connection, scheduler.schedule(() -> giveUp(connection), time.toMillis(), TimeUnit.MILLISECONDS));
            if (waiting.size() > patience.connections()) {
                oldest = waiting.keySet().iterator().next();
                arrived(oldest);
            }
        }
        if (oldest != null) {
            oldest.getEndPoint().close();
        }
    }

    private void arrived(Connection connection) {
        synchronized (waiting) {
            Scheduler.Task end = waiting.remove(connection);
            if (end != null) {
                end.cancel();
            }
        }
    }

    private void giveUp(Connection connection) {
        arrived(connection);
        connection.getEndPoint().close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        arrived(connection);
        Request.addCompletionListener(request, failure -> await(connection, patience.next()));
        if (isLong(request)) {
            if (!longBodies.tryAcquire()) {
                response.getHeaders()
                        .put(HttpHeader.RETRY_AFTER, patience.grace().toSeconds());
                Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
                return true;
            }
            Request.addCompletionListener(request, failure -> longBodies.release());
        }
        return super.handle(new Reading(request), new Answering(request, response), callback);
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
            int size = content == null ? 0 : content.remaining();
            Scheduler.Task end = scheduler.schedule(
                    () -> getRequest()
                            .getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close(),
                    patience.of(size).toMillis(),
                    TimeUnit.MILLISECONDS);
            super.write(last, content, Callback.from(end::cancel, callback));
        }
    }
}
