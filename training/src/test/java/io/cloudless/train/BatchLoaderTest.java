package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchLoaderTest {
    @Test
    void handsBatchesOverInTheirOrderThoughLaterOnesAreReadyFirst() {
        CountDownLatch later = new CountDownLatch(3);
        try (BatchLoader loader = new BatchLoader(number -> slowFirst(number, later), 5, 25, 4)) {
            for (int number = 5; number < 25; number++) {
                assertThat(loader.next().truth()).containsExactly(number);
            }
        }
    }

    /** Batch 5 is not ready before three others are. */
    private static Batch slowFirst(int number, CountDownLatch later) {
        if (number == 5) {
            try {
                later.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } else {
            later.countDown();
        }
        return new Batch(1, 1, 1, new float[1], new long[] {number});
    }

    @Test
    void aFailureComesOutWhereItsBatchWouldHave() {
        try (BatchLoader loader = new BatchLoader(BatchLoaderTest::thirdFails, 0, 9, 2)) {
            loader.next();
            loader.next();

            assertThatThrownBy(loader::next).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static Batch thirdFails(int number) {
        if (number == 2) {
            throw new OutOfMemoryError("of this test");
        }
        return new Batch(1, 1, 1, new float[1], new long[] {number});
    }
}
