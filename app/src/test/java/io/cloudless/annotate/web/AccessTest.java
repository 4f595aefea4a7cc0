package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.Databases;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SampleScenes;
import io.cloudless.annotate.SceneImport;
import io.cloudless.work.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class AccessTest {
    @TempDir
    Path folder;

    private final Databases database;
    private Project project;
    private AnnotationServer server;

    AccessTest(Databases database) {
        this.database = database;
    }

    @BeforeEach
    void openProject() {
        project = database.open(folder.resolve("project"));
        ProjectSettings settings = ProjectSettings.defaults().withGrid(32, 0);
        new SceneImport(project, settings).add(SampleScenes.uint16(folder.resolve("coast.tif"), 32, 32), Progress.NONE);
    }

    private URI serve(Authentication authentication) {
        server = AnnotationServer.start(
                project, ServerOptions.local().withPort(0).withAuthentication(authentication));
        return server.address();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        project.close();
    }

    @Test
    void nothingIsToldWithoutASession() {
        Browser stranger = new Browser(serve(new Authentication.Solo()));

        for (String path : new String[] {
            "/api/project", "/api/tasks/1", "/api/images/1/values.tif", "/api/images/1/display.png", "/api/statistics"
        }) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(stranger.get("/").status())
                .as("the page itself holds no data")
                .isEqualTo(200);
    }

    @Test
    void atThisMachineWhoeverAsksGetsASession() {
        Browser me = new Browser(serve(new Authentication.Solo()));

        assertThat(me.get("/api/session").json().path("authentication").asText())
                .isEqualTo("solo");
        assertThat(me.logIn("", null)).isEqualTo(200);
        assertThat(me.get("/api/session").json().path("name").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(me.get("/api/project").status()).isEqualTo(200);
    }

    @Test
    void aChangeNeedsTheWordThatOnlyOurPageKnows() {
        Browser me = new Browser(serve(new Authentication.Solo()));
        me.logIn("me", null);
        me.forgetWord();

        assertThat(me.send("POST", "/api/tasks/next", "{}").status()).isEqualTo(403);
        me.logIn("me", null);
        assertThat(me.send("POST", "/api/tasks/next", "{}").status()).isEqualTo(200);
    }

    @Test
    void anotherSitesPageMayNotChangeAnything() {
        Browser me = Browser.of(serve(new Authentication.Solo()), "me");

        assertThat(me.send("POST", "/api/tasks/next", "{}", "Origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(me.send("POST", "/api/tasks/next", "{}", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aGetWritesNothing() {
        Browser stranger = new Browser(serve(new Authentication.Solo()));
        for (String path : new String[] {"/", "/api/session", "/api/project", "/api/tasks/1", "/api/tasks"}) {
            assertThat(stranger.get(path).header("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(project.database().people().all()).isEmpty();

        Browser me = Browser.of(server.address(), "me");
        var before = project.database().tasks().find(1);
        for (String path : new String[] {"/api/session", "/api/tasks/1", "/api/tasks", "/api/images/1/neighbours"}) {
            assertThat(me.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(project.database().tasks().find(1)).as("lease and version").isEqualTo(before);
        assertThat(project.database().people().all()).hasSize(1);
    }

    @Test
    void anotherSitesPageMayNotEvenAsk() {
        Browser me = Browser.of(serve(new Authentication.Solo()), "me");

        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(me.get("/api/images/1/values.tif", "Sec-Fetch-Site", site)
                            .status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(me.get("/", "Sec-Fetch-Site", "cross-site").status())
                .as("a link to the page")
                .isEqualTo(200);
    }

    @Test
    void aForeignNameForThisMachineIsRefused() throws IOException {
        URI address = serve(new Authentication.Solo());

        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/session HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains("403");
        }
    }

    @Test
    void usersLogInWithTheirOwnPasswordOnly() {
        URI address = serve(new Authentication.Users());
        project.database()
                .people()
                .setPassword(project.database().people().named("ana"), Passwords.hash("ana's password"));
        project.database().people().named("ben");

        assertThat(new Browser(address).logIn("ana", "ana's password")).isEqualTo(200);
        assertThat(new Browser(address).logIn("ben", "ana's password")).isEqualTo(401);
        assertThat(new Browser(address).logIn("carl", "")).isEqualTo(401);
    }

    @Test
    void noPathLeadsOutOfThePage() throws IOException {
        Files.writeString(folder.resolve("secret.json"), "{}");
        Browser me = Browser.of(serve(new Authentication.Solo()), "me");

        for (String path : new String[] {
            "/page/..%2f..%2fstore%2fmigration%2fV1__project.sql",
            "/page/%2e%2e/store",
            "/page/tools/..%2fmain.js",
            "/page//etc/passwd",
            "/api/images/..%2f..%2fsecret.json/values.tif",
            "/api/images/1%00/values.tif",
            "/api/tasks/1;drop",
            "/io/cloudless/annotate/store/migration/V1__project.sql"
        }) {
            assertThat(me.get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        Browser stranger = new Browser(serve(new Authentication.Solo()));

        Browser.Answer page = stranger.get("/");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(new String(page.response().body(), StandardCharsets.UTF_8)).doesNotContain("https://", "http://");
    }

    @Test
    void servingOthersNeedsAToken() {
        assertThatThrownBy(() -> ServerOptions.local().withHost("0.0.0.0", new Authentication.Solo()))
                .hasMessageContaining("--token");
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedWithAWord() {
        Browser me = Browser.of(serve(new Authentication.Solo()), "me");

        for (String shapes : new String[] {
            "{}",
            "[{\"type\":\"circle\",\"label\":\"cloud\"}]",
            "[{\"type\":\"box\",\"label\":\"cloud\",\"x\":\"1\"}]",
            "[{\"type\":\"whole\",\"label\":\"ship\"}]",
            "[{\"type\":\"polygon\",\"label\":\"cloud\",\"rings\":[[[1,2],[3,4]]]}]",
            "[{\"type\":\"polygon\",\"label\":\"cloud\",\"rings\":[]}]",
            "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":2,\"height\":2,\"runs\":[9]}]",
            "[{\"type\":\"mask\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":2,\"height\":2,\"runs\":[-1,5]}]",
            "[{\"type\":\"whole\",\"label\":\"cloud\",\"colour\":\"red\"}]"
        }) {
            Browser.Answer answer = me.finish(1, 0, "done", shapes);
            assertThat(answer.status()).as(shapes).isEqualTo(400);
            assertThat(answer.json().path("message").asText()).as(shapes).isNotEmpty();
        }
        assertThat(me.finish(1, 0, "accepted", "[]").status()).isEqualTo(400);
        assertThat(me.finish(99, 0, "done", "[]").status()).isEqualTo(404);
        assertThat(me.send("PUT", "/api/tasks/1/draft", "{").status()).isEqualTo(400);
        assertThat(me.send("PUT", "/api/tasks/1/draft", "null").status()).isEqualTo(400);
        assertThat(me.send("POST", "/api/tasks/next", "{\"order\":\"best\"}").status())
                .isEqualTo(400);
        assertThat(me.get("/api/nothing").status()).isEqualTo(404);
        assertThat(me.get("/api/tasks/1").json().path("version").asInt()).isZero();
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        Browser me = Browser.of(serve(new Authentication.Solo()), "me");
        String large = "[" + " ".repeat(5 << 20) + "]";

        assertThat(me.finish(1, 0, "done", large).status()).isEqualTo(413);
    }
}
