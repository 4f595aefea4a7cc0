package io.cloudless.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server of one file, on this machine, that understands ranges and can be told to misbehave. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> planned = new ArrayDeque<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile byte[] content;
    private volatile String tag = "\"1\"";

    /** How one request is answered. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, byte[] content) throws IOException;
    }

    public FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    /** The next requests are answered like this, one after another; those after them properly. */
    public synchronized void plan(Answer... answers) {
        planned.addAll(Arrays.asList(answers));
    }

    public void replaceContent(byte[] newContent) {
        content = newContent;
        tag = "\"2\"";
    }

    /** The Range header of each request so far, {@code "-"} where it had none. */
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    public static Answer status(int status) {
        return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Promises all, and hangs up after so many bytes. */
    public Answer hangUpAfter(int bytes) {
        return (exchange, all) -> {
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all, 0, bytes);
            exchange.getResponseBody().flush();
        };
    }

    /** Sends so many bytes and then nothing, without hanging up. */
    public Answer stallAfter(int bytes, long millis) {
        return (exchange, all) -> {
            hangUpAfter(bytes).to(exchange, all);
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** All of it, whatever range was asked for. */
    public static Answer whole() {
        return (exchange, all) -> {
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "-" : range);
        Answer answer;
        synchronized (this) {
            answer = planned.poll();
        }
        try (exchange) {
            (answer == null ? properly(range) : answer).to(exchange, content);
        }
    }

    private Answer properly(String range) {
        return (exchange, all) -> {
            String version = exchange.getRequestHeaders().getFirst("If-Range");
            boolean partial = range != null && (version == null || version.equals(tag));
            int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            exchange.getResponseHeaders().add("ETag", tag);
            if (partial && from >= all.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (partial) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
            }
            exchange.sendResponseHeaders(partial ? 206 : 200, all.length - from);
            exchange.getResponseBody().write(all, from, all.length - from);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
