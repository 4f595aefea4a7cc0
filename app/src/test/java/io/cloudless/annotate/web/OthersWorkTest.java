package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudless.annotate.Databases;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.ProjectSettings;
import io.cloudless.annotate.SampleScenes;
import io.cloudless.annotate.SceneImport;
import io.cloudless.annotate.store.Leases;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is for somebody else to do is so in every route; what somebody drew stays when another takes it over. */
@OnEachDatabase
class OthersWorkTest {
    private static final String WORD = "a long word";
    private static final String BOX = box(10);
    private static final String OTHER_BOX = box(20);

    @TempDir
    Path folder;

    private final @Nullable String database;
    private final SettableClock clock = new SettableClock();
    private Project project;
    private AnnotationServer server;

    OthersWorkTest(Databases database) {
        this.database = database.create();
    }

    private static String box(int width) {
        return "[{\"type\":\"box\",\"x\":1.0,\"y\":2.0,\"width\":" + width + ".0,\"height\":20.0,\"label\":\"cloud\"}]";
    }

    /** One image. */
    private void serve(double agreement) {
        project = Project.open(folder.resolve("project"), database);
        ProjectSettings settings = ProjectSettings.defaults().withGrid(32, 0).withAgreement(agreement);
        project.setUp(settings);
        new SceneImport(project, settings).add(SampleScenes.uint16(folder.resolve("coast.tif"), 32, 32), Progress.NONE);
        server = AnnotationServer.start(
                project, ServerOptions.local().withPort(0).withAuthentication(new Authentication.Token(WORD)), clock);
    }

    private Browser person(String name) {
        Browser browser = new Browser(server.address());
        assertThat(browser.logIn(name, WORD)).isEqualTo(200);
        return browser;
    }

    @AfterEach
    void close() {
        server.close();
        project.close();
    }

    private static int lease(Browser browser, long task) {
        return browser.send("POST", "/api/tasks/" + task + "/lease", "").status();
    }

    private static Browser.Answer next(Browser browser, boolean review) {
        return browser.send("POST", "/api/tasks/next", "{\"review\":" + review + "}");
    }

    private static JsonNode task(Browser browser, long task) {
        Browser.Answer answer = browser.get("/api/tasks/" + task);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void whoeverGaveTheFirstOpinionGivesTheSecondByNoRoute() {
        serve(1);
        Browser ana = person("ana");
        ana.finish(1, 0, "done", BOX);

        assertThat(next(ana, false).status()).isEqualTo(204);
        assertThat(lease(ana, 2)).isEqualTo(403);
        assertThat(ana.draft(2, 0, OTHER_BOX).status()).isEqualTo(403);
        assertThat(ana.finish(2, 0, "done", OTHER_BOX).status()).isEqualTo(403);

        Browser ben = person("ben");
        assertThat(next(ben, false).json().path("id").asLong()).isEqualTo(2);
        assertThat(ben.finish(2, 0, "done", OTHER_BOX).status()).isEqualTo(200);
        assertThat(ana.finish(2, 1, "done", BOX).status())
                .as("what is done is no more free to her")
                .isEqualTo(403);
        assertThat(ben.draft(1, 1, OTHER_BOX).status())
                .as("the same the other way round")
                .isEqualTo(403);
    }

    @Test
    void whoeverMayStillGiveTheSecondOpinionSeesTheFirstByNoRoute() {
        serve(1);
        person("ana").finish(1, 0, "done", BOX);
        Browser ben = person("ben");

        List<Browser.Answer> answers = List.of(
                ben.get("/api/tasks/1"),
                ben.send("POST", "/api/tasks/1/lease", ""),
                ben.review(1, 1, "accept", ""),
                ben.draft(1, 0, "[]"),
                ben.finish(1, 0, "done", "[]"));

        assertThat(answers).extracting(Browser.Answer::status).containsOnly(403);
        assertThat(answers).noneMatch(answer -> answer.json().toString().contains("box"));
        assertThat(next(ben, true).status()).as("nothing to review yet").isEqualTo(204);
        ben.finish(2, 0, "done", OTHER_BOX);
        assertThat(next(ben, true).json().path("id").asLong()).isEqualTo(1);
        assertThat(task(ben, 1).path("shapes").toString()).isEqualTo(BOX);
        assertThat(ben.review(1, 1, "return", "look again").status()).isEqualTo(200);
        assertThat(person("ana").get("/api/tasks/2").status())
                .as("while the first is to be given again")
                .isEqualTo(403);
    }

    @Test
    void nobodyReviewsTheirOwnWorkByNoRoute() {
        serve(0);
        Browser ana = person("ana");
        Browser ben = person("ben");
        ana.finish(1, 0, "skipped", "[]");
        ben.finish(1, 1, "done", BOX);

        assertThat(task(ben, 1).path("annotator").asText()).isEqualTo("ben");
        assertThat(next(ben, true).status()).isEqualTo(204);
        assertThat(ben.review(1, 2, "accept", "").status()).isEqualTo(403);
        assertThat(ben.review(1, 2, "return", "no").status()).isEqualTo(403);
        assertThat(ana.review(1, 2, "accept", "").status()).isEqualTo(200);
    }

    @Test
    void aDraftThatIsHandedBackStaysWhenAnotherTakesItOver() throws SQLException {
        serve(0);
        Browser ana = person("ana");
        ana.draft(1, 0, BOX);
        ana.send("DELETE", "/api/tasks/1/lease", "");
        Browser ben = person("ben");

        assertThat(next(ben, false).json().path("id").asLong()).isEqualTo(1);
        ben.draft(1, 1, OTHER_BOX);
        ben.finish(1, 2, "done", "[]");

        assertThat(revisions()).containsExactly("ana " + BOX, "ben []");
    }

    @Test
    void aDraftWhoseLeaseIsOverStaysWhenAnotherDrawsOverIt() throws SQLException {
        serve(0);
        person("ana").draft(1, 0, BOX);
        clock.advance(Leases.DURATION.plusSeconds(1));

        assertThat(person("ben").draft(1, 1, OTHER_BOX).status()).isEqualTo(200);

        assertThat(revisions()).containsExactly("ana " + BOX);
    }

    /** Whose, and what. */
    private List<String> revisions() throws SQLException {
        String url = database == null ? "jdbc:sqlite:" + folder.resolve("project/project.db") : database;
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT p.name, r.shapes FROM revision r"
                        + " JOIN person p ON p.id = r.person_id ORDER BY r.version")) {
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return found;
    }
}
