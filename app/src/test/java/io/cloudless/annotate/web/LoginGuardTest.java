package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.annotate.Project;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guessing passwords and tokens, from behind a proxy so that there are many addresses. */
class LoginGuardTest {
    private static final String WORD = "the right word";

    @TempDir
    Path folder;

    private Project project;
    private AnnotationServer server;

    @BeforeEach
    void openProject() {
        project = Project.open(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        project.close();
    }

    private URI serve(Authentication authentication, String... proxies) {
        server = AnnotationServer.start(
                project,
                ServerOptions.local()
                        .withPort(0)
                        .withAuthentication(authentication)
                        .withProxies(List.of(proxies)));
        return server.address();
    }

    private URI serveUsers() {
        var people = project.database().people();
        for (String name : new String[] {"ana", "ben"}) {
            people.setPassword(people.named(name), Passwords.hash("password of " + name));
        }
        return serve(new Authentication.Users(), "127.0.0.1");
    }

    private static Browser.Answer logIn(Browser browser, String name, String secret, String from) {
        return browser.send(
                "POST",
                "/api/session",
                "{\"name\":\"" + name + "\",\"secret\":\"" + secret + "\"}",
                "X-Forwarded-For",
                from);
    }

    private static Browser.Answer logIn(URI address, String name, String secret, String from) {
        return logIn(new Browser(address), name, secret, from);
    }

    @Test
    void tokenGuessesCountWhateverNameComesWithThem() {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");

        for (int guess = 0; guess < 10; guess++) {
            assertThat(logIn(address, "name " + guess, "word " + guess, "192.0.2.1")
                            .status())
                    .isEqualTo(401);
        }

        Browser.Answer refused = logIn(address, "ana", WORD, "192.0.2.1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        assertThat(logIn(address, "ana", WORD, "192.0.2.2").status())
                .as("somebody else")
                .isEqualTo(200);
    }

    @Test
    void manyAtATimeDoNotGetMoreTries() {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");

        List<Integer> answers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> logIn(address, "ana", "word " + i, "192.0.2.1").status())
                .toList();

        assertThat(answers.stream().filter(status -> status == 401)).hasSizeBetween(10, 11);
        assertThat(answers.stream().filter(status -> status == 429)).hasSizeBetween(89, 90);
    }

    @Test
    void whoeverIsRightIsNeverOutOfTries() {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");

        for (int i = 0; i < 30; i++) {
            assertThat(logIn(address, "ana " + i, WORD, "192.0.2.1").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'198.51.100.7, 192.0.2.1', the address that the proxy was asked by",
        "'garbage, 192.0.2.1', what is before it does not matter",
        "'192.0.2.1:4711', with a port",
        "'192.0.2.1, 127.0.0.1', through two proxies that are named"
    })
    void theAddressIsTheLastThatIsNoNamedProxy(String forwarded, String why) {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");
        for (int guess = 0; guess < 10; guess++) {
            logIn(address, "ana", "word", "192.0.2.1");
        }

        assertThat(logIn(address, "ana", WORD, forwarded).status()).as(why).isEqualTo(429);
        assertThat(logIn(address, "ana", WORD, "192.0.2.1, 192.0.2.9").status()).isEqualTo(200);
    }

    @Test
    void addressesOfOneNetworkOfIpv6CountTogether() {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");

        for (int guess = 0; guess < 10; guess++) {
            logIn(address, "ana", "word", "2001:db8:1:" + guess + "::" + guess);
        }

        assertThat(logIn(address, "ana", WORD, "[2001:db8:1:ffff::1]:99").status())
                .isEqualTo(429);
        assertThat(logIn(address, "ana", WORD, "2001:db8:2::1").status()).isEqualTo(200);
    }

    @Test
    void whatNobodyNamedAProxySaysDoesNotCount() {
        URI address = serve(new Authentication.Token(WORD));

        for (int guess = 0; guess < 10; guess++) {
            logIn(address, "ana", "word", "192.0.2." + guess);
        }

        Browser.Answer refused = logIn(address, "ana", WORD, "192.0.2.99");
        assertThat(refused.status()).isEqualTo(429);
    }

    @Test
    void theCookieIsForTlsOnlyWhereTheNamedProxyHasIt() {
        URI address = serve(new Authentication.Token(WORD), "127.0.0.1");
        String login = "{\"name\":\"ana\",\"secret\":\"" + WORD + "\"}";

        Browser.Answer over = new Browser(address).send("POST", "/api/session", login, "X-Forwarded-Proto", "https");
        Browser.Answer plain = new Browser(address).send("POST", "/api/session", login);

        assertThat(over.response().headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.startsWith("__Host-cloudless-")
                        && cookie.contains("; Secure")
                        && cookie.contains("; HttpOnly")
                        && cookie.contains("SameSite=Strict"));
        assertThat(plain.response().headers().allValues("Set-Cookie"))
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void strangersDoNotLockOutWhoHasBeenHere() {
        URI address = serveUsers();
        Browser ana = new Browser(address);
        assertThat(logIn(ana, "ana", "password of ana", "192.0.2.1").status()).isEqualTo(200);

        for (int guess = 0; guess < 10; guess++) {
            logIn(address, "ana", "a guess", "192.0.2.1");
        }

        assertThat(logIn(address, "ana", "password of ana", "192.0.2.1").status())
                .isEqualTo(429);
        assertThat(logIn(ana, "ana", "password of ana", "192.0.2.1").status())
                .as("in a browser of hers")
                .isEqualTo(200);
    }

    @Test
    void guessesForAnAccountCountTogetherWhereverTheyComeFrom() {
        LoginGuard guard = new LoginGuard(Clock.systemUTC());
        for (int guess = 0; guess < 50; guess++) {
            guard.begin(new LoginGuard.Try("192.0.2." + guess, "ana", null));
        }

        assertThatThrownBy(() -> guard.begin(new LoginGuard.Try("192.0.2.99", "ana", null)))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> {
                    guard.begin(new LoginGuard.Try("192.0.2.99", "ana", "a browser of hers"));
                    guard.begin(new LoginGuard.Try("192.0.2.99", "ben", null));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aMarkOfABrowserIsNoWayAroundTheLimitOfAnotherAccount() {
        URI address = serveUsers();
        Browser ben = new Browser(address);
        assertThat(logIn(ben, "ben", "password of ben", "192.0.2.1").status()).isEqualTo(200);

        int refused = 0;
        for (int guess = 0; guess < 12; guess++) {
            refused += logIn(ben, "ana", "a guess", "192.0.2.1").status() == 429 ? 1 : 0;
        }

        assertThat(refused).isEqualTo(2);
    }

    @Test
    void somebodyUnknownTakesAsLongAsSomebodyKnown() {
        URI address = serveUsers();
        logIn(address, "ana", "a guess", "192.0.2.1");

        long known = nanosOf(address, "ana", "192.0.2.2");
        long unknown = nanosOf(address, "nobody", "192.0.2.3");

        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    /** The shortest of some: others have the processor, too. */
    private static long nanosOf(URI address, String name, String from) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(logIn(address, name, "a guess", from).status()).isEqualTo(401);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
