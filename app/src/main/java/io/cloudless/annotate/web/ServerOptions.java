package io.cloudless.annotate.web;

import io.cloudless.annotate.Prelabels;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a project is served.
 *
 * @param host address to listen at
 * @param port 0: any that is free
 * @param authentication who is let in
 * @param uploadBytes largest file that may be uploaded
 * @param uploadSamples pixels times bands of the largest scene that may be uploaded
 * @param prelabels what the model finds, or null: nothing is shown and "most useful first" is not known; not closed by the
 *     server
 * @param ranking whether the model is asked about all images in the background
 * @param proxies addresses whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count
 * @param patience how long slow clients are waited for
 * @param problems is told of what should not have happened
 */
public record ServerOptions(
        String host,
        int port,
        Authentication authentication,
        long uploadBytes,
        long uploadSamples,
        @Nullable Prelabels prelabels,
        boolean ranking,
        Set<InetAddress> proxies,
        Patience patience,
        Consumer<Throwable> problems) {
    private static final int PORT = 8788;
    private static final long UPLOAD_BYTES = 2L << 30;
    private static final long UPLOAD_SAMPLES = 2_000_000_000;

    /** Only this machine, no questions asked. */
    public static ServerOptions local() {
        return new ServerOptions(
                "127.0.0.1",
                PORT,
                new Authentication.Solo(),
                UPLOAD_BYTES,
                UPLOAD_SAMPLES,
                null,
                false,
                Set.of(),
                Patience.usual(),
                problem -> {});
    }

    public ServerOptions {
        proxies = Set.copyOf(proxies);
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("There is no port " + port);
        }
        if (authentication instanceof Authentication.Solo && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "At " + host + " anybody in the network could change the project: set --token, or add users");
        }
        if (authentication instanceof Authentication.Solo && !proxies.isEmpty()) {
            throw new IllegalArgumentException(
                    "Through a proxy anybody could change the project: set --token, or add users");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    }

    public ServerOptions withHost(String other, Authentication who) {
        return new ServerOptions(
                other, port, who, uploadBytes, uploadSamples, prelabels, ranking, proxies, patience, problems);
    }

    public ServerOptions withPort(int other) {
        return new ServerOptions(
                host,
                other,
                authentication,
                uploadBytes,
                uploadSamples,
                prelabels,
                ranking,
                proxies,
                patience,
                problems);
    }

    public ServerOptions withAuthentication(Authentication other) {
        return new ServerOptions(
                host, port, other, uploadBytes, uploadSamples, prelabels, ranking, proxies, patience, problems);
    }

    public ServerOptions withUploads(long bytes, long samples) {
        return new ServerOptions(
                host, port, authentication, bytes, samples, prelabels, ranking, proxies, patience, problems);
    }

    /** @param rank whether all images are looked at in the background, not only those somebody asks about */
    public ServerOptions withPrelabels(Prelabels model, boolean rank) {
        return new ServerOptions(
                host, port, authentication, uploadBytes, uploadSamples, model, rank, proxies, patience, problems);
    }

    public ServerOptions withProblems(Consumer<Throwable> watcher) {
        return new ServerOptions(
                host, port, authentication, uploadBytes, uploadSamples, prelabels, ranking, proxies, patience, watcher);
    }

    /**
     * @param addresses of proxies, in numbers
     * @throws IllegalArgumentException if one is none
     */
    public ServerOptions withProxies(Collection<String> addresses) {
        Set<InetAddress> others = addresses.stream()
                .map(text -> Optional.ofNullable(Client.address(text))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + text + "' is no address of a proxy, such as 127.0.0.1 or ::1")))
                .collect(Collectors.toSet());
        return new ServerOptions(
                host, port, authentication, uploadBytes, uploadSamples, prelabels, ranking, others, patience, problems);
    }

    ServerOptions withPatience(Patience other) {
        return new ServerOptions(
                host, port, authentication, uploadBytes, uploadSamples, prelabels, ranking, proxies, other, problems);
    }
}
