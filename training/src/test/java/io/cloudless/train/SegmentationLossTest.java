package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SegmentationLossTest {
    /** Of one pixel, surely of this class. */
    private static double loss(int answer, int set) {
        try (PointerScope scope = new PointerScope()) {
            float[] scores = new float[4];
            scores[answer] = 20;
            return SegmentationLoss.of(Tensor.create(scores, 1, 4, 1, 1), Tensor.create(new long[] {set}, 1, 1, 1))
                    .item_float();
        }
    }

    @Test
    void anyClassOfTheSetIsRight() {
        double right = loss(1, ClassSets.THICK);

        assertThat(loss(1, ClassSets.CLOUD)).isLessThan(right + 0.3);
        assertThat(loss(2, ClassSets.CLOUD)).isLessThan(right + 0.3);
        assertThat(loss(0, ClassSets.CLOUD)).isGreaterThan(right + 5);
        assertThat(loss(3, ClassSets.CLEAR | ClassSets.SHADOW)).isLessThan(right + 0.3);
        assertThat(loss(3, ClassSets.CLEAR)).isGreaterThan(right + 5);
        assertThat(loss(2, ClassSets.THICK)).isGreaterThan(right + 5);
    }

    @Test
    void aMissedShadowWeighsMoreThanAMissedCloud() {
        try (PointerScope scope = new PointerScope()) {
            // Two pixels, both surely called clear.
            float[] scores = {20, 20, 0, 0, 0, 0, 0, 0};
            Tensor answer = Tensor.create(scores, 1, 4, 1, 2);
            long[] shadowMissed = {ClassSets.CLEAR, ClassSets.SHADOW};
            long[] thickMissed = {ClassSets.CLEAR, ClassSets.THICK};

            assertThat(SegmentationLoss.of(answer, Tensor.create(shadowMissed, 1, 1, 2))
                            .item_float())
                    .isGreaterThan(SegmentationLoss.of(answer, Tensor.create(thickMissed, 1, 1, 2))
                            .item_float());
        }
    }

    @Test
    void nothingIsLearntFromAPixelOfWhichNothingIsKnown() {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = Tensor.create(new float[] {1, 2, 3, 4}, 1, 4, 1, 1).set_requires_grad(true);

            SegmentationLoss.of(scores, Tensor.create(new long[] {ClassSets.UNKNOWN}, 1, 1, 1))
                    .backward();

            float[] gradient = new float[4];
            new org.bytedeco.javacpp.FloatPointer(scores.grad().data_ptr_float()).get(gradient);
            assertThat(gradient).containsOnly(0);
        }
    }

    @Test
    void aTeacherOfAllOfTheLossSilencesTheTruth() {
        Lesson lesson = new Lesson(1);
        lesson.add(ClassSets.CLOUD, 0, 1);

        assertThat(loss(2, ClassSets.CLEAR, lesson)).isLessThan(0.01);
        assertThat(loss(1, ClassSets.CLEAR, lesson)).isLessThan(0.01);
        assertThat(loss(0, ClassSets.CLEAR, lesson)).isGreaterThan(15);
    }

    @Test
    void teacherAndTruthHaveTheirSharesOfTheLoss() {
        Lesson lesson = new Lesson(1);
        lesson.add(ClassSets.CLEAR, 0, 0.25f);

        double both = loss(1, ClassSets.CLEAR, lesson);

        assertThat(both).isGreaterThan(0.25 * 20).isLessThan(loss(1, ClassSets.CLEAR) + 0.25 * 20);
    }

    @Test
    void whereTeachersSaidNothingTheTruthHasTheWholeLoss() {
        assertThat(loss(1, ClassSets.SHADOW, new Lesson(1))).isCloseTo(loss(1, ClassSets.SHADOW), within(1e-4));
    }

    /** As above, with a teacher. */
    private static double loss(int answer, int set, Lesson lesson) {
        try (PointerScope scope = new PointerScope()) {
            float[] scores = new float[4];
            scores[answer] = 20;
            return SegmentationLoss.of(
                            Tensor.create(scores, 1, 4, 1, 1),
                            Tensor.create(new long[] {set}, 1, 1, 1),
                            Tensor.create(lesson.planes(), 1, Lesson.sets(), 1, 1))
                    .item_float();
        }
    }

    @Test
    void accuracyIsTheShareOfAnswersThatMayBeRight() {
        try (PointerScope scope = new PointerScope()) {
            float[] scores = new float[4 * 4];
            scores[0] = 5; // pixel 0: clear
            scores[4 + 1] = 5; // pixel 1: thick
            scores[8 + 2] = 5; // pixel 2: thin
            scores[12 + 3] = 5; // pixel 3: shadow
            long[] sets = {ClassSets.THICK, ClassSets.CLOUD, ClassSets.THIN, ClassSets.UNKNOWN};

            double accuracy =
                    SegmentationLoss.accuracy(Tensor.create(scores, 1, 4, 1, 4), Tensor.create(sets, 1, 1, 4));

            assertThat(accuracy).isEqualTo(2 / 3.0, within(1e-6));
        }
    }
}
