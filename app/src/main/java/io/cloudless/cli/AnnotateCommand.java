package io.cloudless.cli;

import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.web.AnnotationServer;
import io.cloudless.annotate.web.Authentication;
import io.cloudless.annotate.web.ServerOptions;
import io.cloudless.model.Model;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloudless annotate}: serves a project to people who mark images. */
@Command(
        name = "annotate",
        description = {
            "Opens a web application in which people mark clouds, or anything else, in images. It goes on until it is"
                    + " stopped with Ctrl-C; nothing is lost by that.",
            ""
        },
        sortOptions = false,
        subcommandsRepeatable = false,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  cloudless annotate import scenes/ --chip 512",
            "  cloudless annotate",
            "  cloudless annotate export labels --format mask",
            "  cloudless annotate --host 0.0.0.0 --token \"$TOKEN\" \\",
            "      --database jdbc:postgresql://db/clouds"
        })
final class AnnotateCommand implements Callable<Integer>, CommandGroup {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; another than this machine's own needs --token or --users"
                    + " (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "NUMBER",
            defaultValue = "8788",
            description = "Port; 0: any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "WORD",
            description = "Whoever knows this word gets in, under any name. Better kept from other users of this"
                    + " machine in the variable CLOUDLESS_ANNOTATE_TOKEN.")
    private @Nullable String token;

    @Option(names = "--users", description = "People log in with the passwords that 'annotate user' gave them.")
    private boolean users;

    @Option(
            names = "--proxy",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Proxy before this server, in numbers such as 127.0.0.1: what it says in X-Forwarded-For and"
                    + " X-Forwarded-Proto of browsers counts. Needs --token or --users.")
    private List<String> proxies = List.of();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Model whose findings are shown and whose doubts rank the images: a file or a name of 'models"
                    + " list' (default: bundled).")
    private String model = ModelChoice.BUNDLED;

    @Option(names = "--no-model", description = "Show no findings, rank nothing.")
    private boolean noModel;

    AnnotateCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(
                        "import", "Cut scenes into the images of a project.", () -> new AnnotateImportCommand(console)),
                new Part("export", "Write what was marked.", () -> new AnnotateExportCommand(console)),
                new Part(
                        "import-annotations",
                        "Read what was marked elsewhere.",
                        () -> new AnnotateReadCommand(console)),
                new Part("user", "Say who may log in.", () -> new AnnotateUserCommand(console)),
                new Part("backup", "Write a project into one file.", () -> new AnnotateBackupCommand(console)),
                new Part("clear", "Empty a project, after a backup.", () -> new AnnotateClearCommand(console)));
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options = WrongUse.asked(spec, this::options);
        try (Project opened = project.open()) {
            if (noModel) {
                return serve(opened, options);
            }
            Model network = ModelChoice.open(model);
            try (Prelabels prelabels = new Prelabels(opened, network)) {
                return serve(opened, options.withPrelabels(prelabels, true));
            }
        }
    }

    private ServerOptions options() {
        if (token != null && users) {
            throw new IllegalArgumentException("Either whoever knows a --token gets in, or --users do");
        }
        String word = token != null || users ? token : System.getenv("CLOUDLESS_ANNOTATE_TOKEN");
        Authentication who = word != null
                ? new Authentication.Token(word)
                : users ? new Authentication.Users() : new Authentication.Solo();
        return ServerOptions.local()
                .withHost(host, who)
                .withPort(port)
                .withProxies(proxies)
                .withProblems(problem -> {
                    console.error(Failure.describe(problem));
                    console.trace(problem);
                });
    }

    private int serve(Project opened, ServerOptions options) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            stopped.countDown();
            awaitQuietly(closed);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try (AnnotationServer server = AnnotationServer.start(opened, options)) {
            console.out().println(server.address());
            console.remark("Serving the project " + opened.folder() + ". Stop with Ctrl-C.");
            stopped.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
