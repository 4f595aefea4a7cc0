package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoDataFrameTest {
    private static final int SIZE = 32;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void beyondTheEdgeIsTheMeanOfTheRestAndNothingIsKnown(long seed) {
        float[] image = new float[SIZE * SIZE * 3];
        SplittableRandom noise = new SplittableRandom(seed);
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) noise.nextDouble();
        }
        float[] before = image.clone();
        byte[] sets = new byte[SIZE * SIZE];
        Arrays.fill(sets, (byte) ClassSets.CLEAR);
        Lesson lesson = new Lesson(SIZE * SIZE);
        for (int i = 0; i < sets.length; i++) {
            lesson.add(ClassSets.CLEAR, i, 1);
        }

        NoDataFrame.apply(new Sample(image, sets, Set.of(0, 1), lesson), SIZE, new SplittableRandom(seed));

        double sum = 0;
        int count = 0;
        for (int i = 0; i < sets.length; i++) {
            if (sets[i] == ClassSets.CLEAR) {
                assertThat(image[3 * i]).isEqualTo(before[3 * i]);
                assertThat(lesson.planes()[i]).isEqualTo(1);
                sum += image[3 * i];
                count++;
            }
        }
        assertThat(count).isGreaterThan(SIZE * SIZE / 10);
        for (int i = 0; i < sets.length; i++) {
            if (sets[i] != ClassSets.CLEAR) {
                assertThat(sets[i]).isEqualTo((byte) ClassSets.UNKNOWN);
                assertThat(image[3 * i]).isEqualTo((float) (sum / count));
                assertThat(lesson.planes()[i]).isZero();
            }
        }
    }
}
