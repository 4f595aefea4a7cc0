package io.cloudless.annotate.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Duration WHILE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();

    @Test
    void triesComeBackOneByOne() {
        Budget budget = new Budget(clock, 3, WHILE);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.wait("guesser")).isZero();
            budget.spend("guesser");
        }
        assertThat(budget.wait("guesser")).isEqualTo(WHILE);

        clock.advance(WHILE);
        assertThat(budget.wait("guesser")).isZero();
        budget.spend("guesser");
        assertThat(budget.wait("guesser")).isEqualTo(WHILE);
    }

    @Test
    void nobodyMakesItForgetOrLocksOthersOutByAskingUnderManyNames() {
        Budget budget = new Budget(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 10, WHILE);
        for (int i = 0; i < 10; i++) {
            budget.spend("guesser");
        }

        for (int i = 0; i < 200_000; i++) {
            budget.spend("other " + i);
        }

        assertThat(budget.wait("guesser")).isGreaterThanOrEqualTo(WHILE);
        assertThat(IntStream.range(0, 1000).filter(i -> !budget.wait("new " + i).isZero()))
                .isEmpty();
    }
}
