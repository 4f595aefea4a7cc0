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
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class AnnotationServerTest {
    private static final String BOX =
            "[{\"type\":\"box\",\"x\":1.0,\"y\":2.0,\"width\":10.5,\"height\":20.0,\"label\":\"cloud\"}]";

    @TempDir
    Path folder;

    private final Databases database;
    private Project project;
    private AnnotationServer server;
    private final SettableClock clock = new SettableClock();

    AnnotationServerTest(Databases database) {
        this.database = database;
    }

    /** Nine images of 32 x 32 pixels. */
    private URI serve() {
        return serve(ProjectSettings.defaults().withGrid(32, 0), new Authentication.Users());
    }

    private URI serve(ProjectSettings settings, Authentication authentication) {
        project = database.open(folder.resolve("project"));
        project.setUp(settings);
        new SceneImport(project, settings).add(SampleScenes.uint16(folder.resolve("coast.tif"), 96, 96), Progress.NONE);
        for (String name : new String[] {"ana", "ben"}) {
            project.database()
                    .people()
                    .setPassword(project.database().people().named(name), Passwords.hash("password of " + name));
        }
        server = AnnotationServer.start(
                project, ServerOptions.local().withPort(0).withAuthentication(authentication), clock);
        return server.address();
    }

    private static Browser ana(URI address) {
        return person(address, "ana");
    }

    private static Browser ben(URI address) {
        return person(address, "ben");
    }

    private static Browser person(URI address, String name) {
        Browser browser = new Browser(address);
        assertThat(browser.logIn(name, "password of " + name)).isEqualTo(200);
        return browser;
    }

    @AfterEach
    void close() {
        server.close();
        project.close();
    }

    @Test
    void whatIsSavedComesBackAsItWas() {
        Browser ana = ana(serve());
        JsonNode task = ana.next("sequence");
        assertThat(task.path("image").path("name").asText()).isEqualTo("coast_x00000_y00000");
        assertThat(task.path("state").asText()).isEqualTo("open");
        assertThat(task.path("lease").path("mine").asBoolean()).isTrue();

        Browser.Answer saved = ana.finish(task.path("id").asLong(), 0, "done", BOX);

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.json().path("progress").path("finished").asInt()).isEqualTo(1);
        JsonNode again = ana.get("/api/tasks/" + task.path("id").asLong()).json();
        assertThat(again.path("shapes").toString()).isEqualTo(BOX.replace("\"type\":\"box\",", "\"type\":\"box\","));
        assertThat(again.path("annotator").asText()).isEqualTo("ana");
        assertThat(again.path("note").asText()).isEqualTo("seen");
        assertThat(again.path("draft").asBoolean()).isFalse();
        assertThat(again.path("lease").isNull()).isTrue();
    }

    @Test
    void aDraftIsThereAfterThePageIsLoadedAgain() {
        Browser ana = ana(serve());
        long id = ana.next("random").path("id").asLong();
        assertThat(ana.draft(id, 0, BOX).json().path("version").asLong()).isEqualTo(1);

        JsonNode again = ana.next("random");

        assertThat(again.path("id").asLong()).isEqualTo(id);
        assertThat(again.path("draft").asBoolean()).isTrue();
        assertThat(again.path("shapes").toString()).isEqualTo(BOX);
    }

    @Test
    void aDraftComesBackFirstToWhoDrewItAlsoOnWhatWasFinishedBefore() {
        URI address = serve();
        Browser ana = ana(address);
        long id = ana.next("sequence").path("id").asLong();
        ana.finish(id, 0, "done", "[]");
        ana.draft(id, 1, BOX);
        assertThat(ana.next("sequence").path("id").asLong()).isEqualTo(id);

        clock.advance(Leases.DURATION.plusSeconds(1));
        assertThat(ben(address).next("sequence").path("id").asLong()).isNotEqualTo(id);
        assertThat(ana.next("sequence").path("id").asLong())
                .as("a lease that is over")
                .isEqualTo(id);
        assertThat(ana.send("DELETE", "/api/tasks/" + id + "/lease", "").status())
                .isEqualTo(204);
        assertThat(ana.next("sequence").path("id").asLong()).as("handed back").isEqualTo(id);

        assertThat(ana.finish(id, 2, "done", BOX).status()).isEqualTo(200);
        assertThat(ana.next("sequence").path("id").asLong())
                .as("finished again")
                .isNotEqualTo(id);
    }

    @Test
    void anOldVersionIsNotWrittenOverANewerOne() {
        URI address = serve();
        Browser one = ana(address);
        Browser other = ana(address);
        long id = one.next("random").path("id").asLong();
        one.draft(id, 0, BOX);

        Browser.Answer refused = other.finish(id, 0, "done", "[]");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("error").asText()).isEqualTo("conflict");
        assertThat(refused.json().path("current").path("version").asLong()).isEqualTo(1);
        assertThat(refused.json().path("current").path("shapes").toString()).isEqualTo(BOX);
    }

    @Test
    void aWriteThatIsRepeatedIsDoneOnceAndAnsweredTwice() {
        Browser ana = ana(serve());
        long id = ana.next("random").path("id").asLong();

        Browser.Answer first = ana.finish(id, 0, "same-write", "done", BOX);
        Browser.Answer second = ana.finish(id, 0, "same-write", "done", BOX);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void noImageIsGivenToTwoPeopleUntilTheLeaseIsOver() {
        URI address = serve();
        Browser ana = ana(address);
        Browser ben = ben(address);
        long task = ana.next("sequence").path("id").asLong();

        assertThat(ben.next("sequence").path("id").asLong()).isNotEqualTo(task);
        Browser.Answer refused = ben.send("POST", "/api/tasks/" + task + "/lease", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("by").asText()).isEqualTo("ana");
        assertThat(ben.finish(task, 0, "done", "[]").json().path("error").asText())
                .isEqualTo("leased");

        clock.advance(Leases.DURATION.plusSeconds(1));
        assertThat(ben.send("POST", "/api/tasks/" + task + "/lease", "").status())
                .isEqualTo(200);
    }

    @Test
    void manyAtATimeGetEachImageOnce() throws InterruptedException {
        URI address = serve(ProjectSettings.defaults().withGrid(16, 0), new Authentication.Token("a long word"));
        Set<Long> given = ConcurrentHashMap.newKeySet();
        Set<Long> twice = ConcurrentHashMap.newKeySet();
        ExecutorService people = Executors.newFixedThreadPool(9);
        for (int person = 0; person < 9; person++) {
            String name = "person " + person;
            people.execute(() -> {
                Browser browser = new Browser(address);
                browser.logIn(name, "a long word");
                for (JsonNode task = browser.next("random"); !task.isMissingNode(); task = browser.next("random")) {
                    long id = task.path("id").asLong();
                    if (!given.add(id)) {
                        twice.add(id);
                    }
                    browser.finish(id, task.path("version").asLong(), "done", "[]");
                }
            });
        }
        people.shutdown();
        assertThat(people.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(given).hasSize(36);
        assertThat(twice).isEmpty();
    }

    @Test
    void whatWasSentBackReturnsToItsAnnotatorWithTheReason() {
        URI address = serve();
        Browser ana = ana(address);
        Browser ben = ben(address);
        long id = ana.next("sequence").path("id").asLong();
        ana.finish(id, 0, "done", BOX);
        assertThat(ana.send("POST", "/api/tasks/next", "{\"review\":true}").status())
                .isEqualTo(204);

        JsonNode review =
                ben.send("POST", "/api/tasks/next", "{\"review\":true}").json();
        assertThat(review.path("id").asLong()).isEqualTo(id);
        assertThat(ben.review(id, 1, "return", "").status()).isEqualTo(400);
        assertThat(ben.review(id, 1, "return", "the edge is off").status()).isEqualTo(200);

        JsonNode again = ana.next("sequence");
        assertThat(again.path("id").asLong()).isEqualTo(id);
        assertThat(again.path("state").asText()).isEqualTo("returned");
        assertThat(again.path("reason").asText()).isEqualTo("the edge is off");
        ana.finish(id, 2, "done", "[]");
        assertThat(ana.review(id, 3, "accept", "").status()).isEqualTo(403);
        assertThat(ben.review(id, 3, "accept", "").json().path("state").asText())
                .isEqualTo("accepted");
    }

    @Test
    void aSecondOpinionComesFromSomebodyElseAndAgreementIsMeasured() {
        URI address = serve(ProjectSettings.defaults().withGrid(96, 0).withAgreement(1), new Authentication.Users());
        Browser ana = ana(address);
        Browser ben = ben(address);
        long first = ana.next("random").path("id").asLong();
        ana.finish(
                first,
                0,
                "done",
                "[{\"type\":\"box\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":96,\"height\":48}]");

        assertThat(ana.next("random").isMissingNode()).isTrue();
        JsonNode second = ben.next("random");
        assertThat(second.path("round").asInt()).isEqualTo(2);
        ben.finish(
                second.path("id").asLong(),
                0,
                "done",
                "[{\"type\":\"box\",\"label\":\"cloud\",\"x\":0,\"y\":0,\"width\":96,\"height\":96}]");

        JsonNode statistics = ana.get("/api/statistics").json();
        assertThat(statistics.path("agreement").path("images").asInt()).isEqualTo(1);
        assertThat(statistics.path("agreement").path("iou").asDouble()).isEqualTo(0.5);
        assertThat(statistics.path("agreement").path("kappa").asDouble()).isEqualTo(0);
        assertThat(statistics.path("people").get(0).path("name").asText()).isEqualTo("ana");
        assertThat(statistics.path("people").get(0).path("medianSeconds").asDouble())
                .isEqualTo(2.5);
        assertThat(statistics.path("progress").path("images").asInt()).isEqualTo(1);
    }

    @Test
    void everyOrderGoesThroughAllImages() {
        Browser ana = ana(serve());
        for (String order : new String[] {"random", "sequence", "useful"}) {
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < 9; i++) {
                long[] exclude = seen.stream().mapToLong(Long::longValue).toArray();
                assertThat(seen.add(ana.next(order, exclude).path("id").asLong()))
                        .isTrue();
            }
            assertThat(seen).hasSize(9);
        }
    }
}
