import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who mark images through the web server, many at a time, with the server killed under them or not. Each takes an
 * image, saves two drafts, and finishes it, with pauses between that are much shorter than a person's. What the server
 * acknowledged is compared with what it has at the end.
 *
 * <p>Arguments: PEOPLE SECONDS PAUSE_MS KILLS PORT COMMAND…, the command being one that serves with the token below.
 */
final class AnnotateBench {
    static final String TOKEN = "bench-token";
    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final long pauseMillis;
    private final HttpClient client = HttpClient.newBuilder().build();
    private final Map<Long, String> holders = new ConcurrentHashMap<>();
    private final Map<Long, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> nanos = new ConcurrentHashMap<>();
    private final AtomicInteger doubleLeases = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicLong interruptedRequests = new AtomicLong();
    /** A virtual machine that just started is slow, and all log in at once. */
    private static final long WARM_NANOS = 15_000_000_000L;

    private final long begin = System.nanoTime();
    private final List<Long> warmNanos = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean over;

    private record Acknowledged(long version, String shapes) {}

    private AnnotateBench(URI address, long pauseMillis) {
        this.address = address;
        this.pauseMillis = pauseMillis;
    }

    public static void main(String[] args) throws Exception {
        int people = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        int kills = Integer.parseInt(args[3]);
        URI address = URI.create("http://127.0.0.1:" + args[4] + "/");
        List<String> command = Arrays.asList(args).subList(5, args.length);
        AnnotateBench bench = new AnnotateBench(address, Long.parseLong(args[2]));
        Process server = start(command);
        boolean good;
        try {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                Person person = bench.new Person("person " + i, i);
                Thread thread = new Thread(person, person.name);
                threads.add(thread);
                thread.start();
            }
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            Random random = new Random(1);
            for (int kill = 0; kill < kills; kill++) {
                Thread.sleep(1000L * seconds / (kills + 1) + random.nextInt(500));
                kill(server);
                server = start(command);
            }
            while (System.nanoTime() < end) {
                Thread.sleep(100);
            }
            bench.over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            good = bench.report(people, seconds, kills);
        } finally {
            kill(server);
        }
        System.exit(good ? 0 : 1);
    }

    /** Returns when the server says where it is. */
    private static Process start(List<String> command) throws IOException {
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("The server did not start: " + command);
        }
        return server;
    }

    /** As kill -9 does. */
    private static void kill(Process server) throws InterruptedException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    /** Whether all is as it should be. */
    private boolean report(int people, int seconds, int kills) throws Exception {
        Person reader = new Person("reader", 0);
        reader.logIn();
        int lost = 0;
        for (Map.Entry<Long, Acknowledged> entry : acknowledged.entrySet()) {
            JsonNode task = reader.ask("verify", "GET", "/api/tasks/" + entry.getKey(), "").json;
            long version = task.path("version").asLong();
            boolean kept = version > entry.getValue().version
                    || version == entry.getValue().version
                            && task.path("shapes").equals(JSON.readTree(entry.getValue().shapes));
            lost += kept ? 0 : 1;
        }
        nanos.remove("verify");
        List<Long> all = new ArrayList<>();
        nanos.values().forEach(all::addAll);
        System.out.printf(
                Locale.ROOT,
                "%d people, %d s, %d kills: %.0f requests/s, %d images finished; %d images leased twice, %d conflicts,"
                        + " %d of %d acknowledged images lost, %d requests cut off and repeated%n",
                people,
                seconds,
                kills,
                all.size() / (double) seconds,
                finished.get(),
                doubleLeases.get(),
                conflicts.get(),
                lost,
                acknowledged.size(),
                interruptedRequests.get());
        print("all requests", all);
        print("after 15 s", warmNanos);
        nanos.forEach(AnnotateBench::print);
        return lost + doubleLeases.get() == 0;
    }

    private static void print(String what, List<Long> durations) {
        List<Long> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-14s %7d  median %6.1f ms  p99 %6.1f ms  longest %6.1f ms%n",
                what,
                sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }

    private record Answer(int status, JsonNode json, String cookie) {}

    private final class Person implements Runnable {
        private final String name;
        private final Random random;
        private String cookie = "";
        private String csrf = "";

        Person(String name, long seed) {
            this.name = name;
            this.random = new Random(seed);
        }

        @Override
        public void run() {
            try {
                pause();
                logIn();
                while (!over && markOne()) {
                    pause();
                }
            } catch (Exception e) {
                e.printStackTrace();
            }
        }

        void logIn() throws Exception {
            Answer answer = ask(
                    "log in", "POST", "/api/session", "{\"name\":\"" + name + "\",\"secret\":\"" + TOKEN + "\"}");
            cookie = answer.cookie;
            csrf = answer.json.path("csrf").asText();
        }

        private boolean markOne() throws Exception {
            Answer given = ask("next", "POST", "/api/tasks/next", "{\"order\":\"random\"}");
            if (given.status != 200) {
                return false;
            }
            long id = given.json.path("id").asLong();
            long version = given.json.path("version").asLong();
            String holder = holders.putIfAbsent(id, name);
            if (holder != null && !holder.equals(name)) {
                doubleLeases.incrementAndGet();
            }
            ask("picture", "GET", given.json.path("image").path("display").asText(), "");
            for (int write = 0; write < 3; write++) {
                pause();
                String shapes = shapes();
                boolean last = write == 2;
                Answer saved = ask(
                        last ? "done" : "draft",
                        "PUT",
                        "/api/tasks/" + id + (last ? "/annotation" : "/draft"),
                        "{\"version\":%d,\"save\":\"%s\",%s\"shapes\":%s,\"note\":\"\"}"
                                .formatted(version, UUID.randomUUID(), last ? "\"state\":\"done\"," : "", shapes));
                if (saved.status != 200) {
                    conflicts.incrementAndGet();
                    return true;
                }
                version = saved.json.path("version").asLong();
                acknowledged.put(id, new Acknowledged(version, shapes));
            }
            finished.incrementAndGet();
            return true;
        }

        private String shapes() {
            return "[{\"type\":\"box\",\"x\":%d.0,\"y\":%d.0,\"width\":%d.0,\"height\":40.0,\"label\":\"cloud\"}]"
                    .formatted(random.nextInt(400), random.nextInt(400), 1 + random.nextInt(100));
        }

        private void pause() throws InterruptedException {
            if (pauseMillis > 0) {
                Thread.sleep(pauseMillis / 2 + random.nextInt((int) pauseMillis));
            }
        }

        /** Repeats what was cut off, as the page does. */
        Answer ask(String what, String method, String path, String body) throws Exception {
            while (true) {
                long start = System.nanoTime();
                try {
                    HttpResponse<byte[]> response = client.send(
                            HttpRequest.newBuilder(address.resolve(path))
                                    .header("Cookie", cookie)
                                    .header("X-CSRF-Token", csrf)
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    long end = System.nanoTime();
                    nanos.computeIfAbsent(what, key -> Collections.synchronizedList(new ArrayList<>()))
                            .add(end - start);
                    if (start - begin > WARM_NANOS && !over) {
                        warmNanos.add(end - start);
                    }
                    boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
                    String set = response.headers().firstValue("Set-Cookie").orElse("");
                    return new Answer(
                            response.statusCode(),
                            isJson ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                            set.isEmpty() ? cookie : set.substring(0, set.indexOf(';')));
                } catch (IOException e) {
                    interruptedRequests.incrementAndGet();
                    Thread.sleep(100);
                }
            }
        }
    }
}
