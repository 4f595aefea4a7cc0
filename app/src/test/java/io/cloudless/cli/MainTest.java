package io.cloudless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {
    @Test
    void withoutACommandItShowsHowItIsUsedAndSaysSoByTheExitCode() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: cloudless").contains("info");
    }

    @Test
    void helpListsEveryVerbOnStdout() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        for (Verb verb : Verb.values()) {
            assertThat(run.out()).contains(verb.word()).contains(verb.summary());
        }
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyVerbExplainsItselfWithAnExample(Verb verb) {
        Run run = Run.of(verb.word(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Usage: cloudless " + verb.word())
                .contains("Example")
                .contains("cloudless " + verb.word() + " ", "--quiet", "--verbose");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void versionIsOneLine() {
        assertThat(Run.of("--version").out().strip()).startsWith("cloudless ").hasLineCount(1);
    }

    @Test
    void anUnknownVerbIsWrongUse() {
        Run run = Run.of("detekt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("detekt");
    }

    @Test
    void anUnknownOptionIsWrongUseAndNamesItself() {
        Run run = Run.of("info", "scene.tif", "--colour");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--colour").contains("Usage: cloudless info");
    }
}
