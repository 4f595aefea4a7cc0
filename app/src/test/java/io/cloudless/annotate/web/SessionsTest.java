package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.Databases;
import io.cloudless.annotate.OnEachDatabase;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.PersonTable;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session lasts as long as what it came from. */
@OnEachDatabase
class SessionsTest {
    private static final Authentication TOKEN = new Authentication.Token("the right word");

    @TempDir
    Path folder;

    private final Databases database;
    private Project project;
    private PersonTable people;
    private int port;
    private AnnotationServer server;

    SessionsTest(Databases database) {
        this.database = database;
    }

    @BeforeEach
    void openProject() {
        project = database.open(folder.resolve("project"));
        people = project.database().people();
    }

    @AfterEach
    void close() {
        server.close();
        project.close();
    }

    /** In place of the server before, if there is one: browsers have its cookies. */
    private URI serve(Authentication authentication) {
        if (server != null) {
            server.close();
        }
        server = AnnotationServer.start(
                project, ServerOptions.local().withPort(port).withAuthentication(authentication));
        port = server.address().getPort();
        return server.address();
    }

    private static int project(Browser browser) {
        return browser.get("/api/project").status();
    }

    private Browser loggedIn(URI address, String name, String secret) {
        Browser browser = new Browser(address);
        assertThat(browser.logIn(name, secret)).isEqualTo(200);
        assertThat(project(browser)).isEqualTo(200);
        return browser;
    }

    @Test
    void aSessionOutlivesTheServerButNotTheToken() {
        Browser ana = loggedIn(serve(TOKEN), "ana", "the right word");

        serve(TOKEN);
        assertThat(project(ana)).isEqualTo(200);
        serve(new Authentication.Token("another word"));
        assertThat(project(ana)).isEqualTo(401);
    }

    @Test
    void sessionsUnderATokenOrOfThisMachineEndWhenThereAreUsers() {
        Browser ana = loggedIn(serve(TOKEN), "ana", "the right word");
        Browser me = loggedIn(serve(new Authentication.Solo()), "me", null);

        serve(new Authentication.Users());

        assertThat(project(ana)).isEqualTo(401);
        assertThat(project(me)).isEqualTo(401);
    }

    @Test
    void aUsersSessionEndsWithThePasswordAndUnderAToken() {
        people.setPassword(people.named("ana"), Passwords.hash("ana's password"));
        URI address = serve(new Authentication.Users());
        Browser first = loggedIn(address, "ana", "ana's password");
        Person before = people.find("ana").orElseThrow();

        people.setPassword(before, Passwords.hash("ana's new one"));
        assertThat(project(first)).isEqualTo(401);

        Browser second = loggedIn(address, "ana", "ana's new one");
        people.setPassword(before, null);
        assertThat(project(second)).isEqualTo(401);
        people.setPassword(before, Passwords.hash("ana's third one"));
        assertThat(project(second)).as("given another one later").isEqualTo(401);

        Browser third = loggedIn(address, "ana", "ana's third one");
        serve(TOKEN);
        assertThat(project(third)).isEqualTo(401);
    }

    @Test
    void whoeverGetsAnotherPasswordWhileTheyLogInIsNotLetIn() {
        Person before = people.named("ana");
        people.setPassword(before, Passwords.hash("ana's password"));

        boolean opened = people.addSession("hash", new io.cloudless.annotate.store.Session(before, "word"), 1, 0);

        assertThat(opened).isFalse();
        assertThat(people.session("hash", 0)).isEmpty();
        serve(TOKEN);
    }

    @Test
    void nobodyComesUnderATokenAsSomebodyElse() {
        people.setPassword(people.named("ana"), Passwords.hash("ana's password"));
        people.setPassword(people.named("left"), Passwords.hash("left's password"));
        people.setPassword(people.find("left").orElseThrow(), null);
        people.named("import");
        URI address = serve(TOKEN);

        for (String name : new String[] {"ana", " ana ", "left", "import"}) {
            assertThat(new Browser(address).logIn(name, "the right word"))
                    .as(name)
                    .isEqualTo(403);
        }
        assertThat(new Browser(address).logIn("ana", "a wrong word"))
                .as("who does not know the token is not told who there is")
                .isEqualTo(401);
    }

    @Test
    void aNameChosenUnderATokenNeverBecomesAPersonWithAPassword() {
        Browser stranger = loggedIn(serve(TOKEN), "ana", "the right word");
        Person chosen = people.find("ana").orElseThrow();
        assertThatThrownBy(() -> people.setPassword(chosen, Passwords.hash("ana's password")))
                .hasMessageContaining("token");

        people.setAside(chosen);
        people.setPassword(people.named("ana"), Passwords.hash("ana's password"));

        assertThat(people.find("ana").orElseThrow().id()).isNotEqualTo(chosen.id());
        assertThat(stranger.get("/api/session").json().path("name").asText()).isEqualTo("ana (token)");
        assertThat(new Browser(server.address()).logIn("ana", "the right word")).isEqualTo(403);
        loggedIn(serve(new Authentication.Users()), "ana", "ana's password");
        assertThat(project(stranger)).isEqualTo(401);
    }

    @Test
    void namesThatLookTheSameAreTheSame() {
        assertThat(people.named("Zoe\u0308").id())
                .isEqualTo(people.named("Zo\u00eb").id());
        serve(TOKEN);
    }
}
