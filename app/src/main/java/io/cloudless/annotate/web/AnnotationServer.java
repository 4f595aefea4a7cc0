package io.cloudless.annotate.web;

import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.files.InputException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves a project to browsers.
 *
 * <pre>{@code
 * try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.local())) {
 *     System.out.println(server.address());
 *     …
 * }
 * }</pre>
 */
public final class AnnotationServer implements AutoCloseable {
    private static final long MOST_REQUEST_BYTES = 4L << 20;

    private final Javalin javalin;
    private final String host;
    private final List<AutoCloseable> background;

    private AnnotationServer(Javalin javalin, String host, List<AutoCloseable> background) {
        this.javalin = javalin;
        this.host = host;
        this.background = background;
    }

    /**
     * Starts to serve.
     *
     * @param project stays open; closing it, after the server, is the caller's part
     * @throws InputException if there is no listening at the address
     */
    public static AnnotationServer start(Project project, ServerOptions options) {
        return start(project, options, Clock.systemUTC());
    }

    static AnnotationServer start(Project project, ServerOptions options, Clock clock) {
        List<AutoCloseable> background = new ArrayList<>();
        Prelabels prelabels = options.prelabels();
        Ranking ranking = prelabels != null && options.ranking() ? new Ranking(prelabels, options.problems()) : null;
        Uploads uploads = new Uploads(project, options, () -> {
            if (ranking != null) {
                ranking.wake();
            }
        });
        background.add(uploads);
        if (ranking != null) {
            background.add(ranking);
        }
        Access access = new Access(project.database().people(), options, clock);
        Javalin javalin = Javalin.create(config -> {
            configure(config, access, options);
            new Failures(access, options.problems()).addTo(config.routes);
            new PageRoutes().addTo(config.routes);
            new SessionRoutes(access).addTo(config.routes);
            new ProjectRoutes(project, options).addTo(config.routes);
            new TaskRoutes(project, access, clock).addTo(config.routes);
            new ImageRoutes(project, prelabels).addTo(config.routes);
            new UploadRoutes(uploads).addTo(config.routes);
        });
        AnnotationServer server = new AnnotationServer(javalin, options.host(), background);
        try {
            javalin.start();
        } catch (JavalinException e) {
            server.close();
            throw new InputException(
                    Path.of(options.host() + ":" + options.port()),
                    "there is no listening at this address",
                    "Another program may be there: choose another with --port",
                    e);
        }
        return server;
    }

    private static void configure(JavalinConfig config, Access access, ServerOptions options) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = MOST_REQUEST_BYTES;
        config.jetty.modifyServer(server -> {
            SlowClients slow = new SlowClients(options.patience());
            server.addBean(slow);
            server.setHandler(slow.afterBegin());
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(options.host());
            connector.setPort(options.port());
            connector.addBean(server.getBean(SlowClients.class));
            return connector;
        });
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(access::checkHost);
        config.routes.before("/api/*", access::check);
    }

    /** Where it is, such as {@code http://127.0.0.1:8788/}. */
    public URI address() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + javalin.port() + "/");
    }

    @Override
    public void close() {
        javalin.stop();
        for (AutoCloseable worker : background) {
            try {
                worker.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
