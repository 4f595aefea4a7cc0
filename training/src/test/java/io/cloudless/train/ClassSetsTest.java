package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassSetsTest {
    private static final byte UNKNOWN = (byte) 255;
    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3);
    private static final Set<Integer> CLOUD_OR_NOT = Set.of(0, 1);

    @Test
    void masksThatTellKindsLeaveNothingOpen() {
        byte[] sets = ClassSets.of(new byte[] {0, 1, 2, 3, UNKNOWN}, 5, 1, 1, ALL);

        assertThat(sets)
                .containsExactly(ClassSets.CLEAR, ClassSets.THICK, ClassSets.THIN, ClassSets.SHADOW, ClassSets.UNKNOWN);
    }

    @Test
    void masksOfCloudOrNotLeaveTheKindOfCloudOpenAndShadowNearIt() {
        byte[] mask = new byte[200];
        mask[100] = 1;
        mask[199] = UNKNOWN;

        byte[] sets = ClassSets.of(mask, 200, 1, 1, CLOUD_OR_NOT);

        assertThat(sets[100]).isEqualTo((byte) (ClassSets.THICK | ClassSets.THIN));
        assertThat(sets[36]).isEqualTo((byte) (ClassSets.CLEAR | ClassSets.SHADOW));
        assertThat(sets[35]).isEqualTo((byte) ClassSets.CLEAR);
        assertThat(sets[164]).isEqualTo((byte) (ClassSets.CLEAR | ClassSets.SHADOW));
        assertThat(sets[165]).isEqualTo((byte) ClassSets.CLEAR);
        assertThat(sets[199]).isEqualTo((byte) ClassSets.UNKNOWN);
    }

    @Test
    void masksOfShadowWithoutThinCloudLeaveOnlyTheKindOfCloudOpen() {
        byte[] sets = ClassSets.of(new byte[] {0, 1, 3, UNKNOWN}, 4, 1, 1, Set.of(0, 1, 3));

        assertThat(sets).containsExactly(ClassSets.CLEAR, ClassSets.CLOUD, ClassSets.SHADOW, ClassSets.UNKNOWN);
    }

    @Test
    void aTeacherThatTellsFewerKindsLeavesTheOthersOpen() {
        assertThat(ClassSets.told(1, Set.of(0, 1, 3))).isEqualTo(ClassSets.CLOUD);
        assertThat(ClassSets.told(0, Set.of(0, 1, 3))).isEqualTo(ClassSets.CLEAR);
        assertThat(ClassSets.told(0, Set.of(0, 1))).isEqualTo(ClassSets.CLEAR | ClassSets.SHADOW);
        assertThat(ClassSets.told(1, Set.of(0, 1, 2))).isEqualTo(ClassSets.THICK);
    }

    @Test
    void theReachOfShadowsShrinksWithTheView() {
        byte[] mask = new byte[200];
        mask[100] = 1;

        byte[] sets = ClassSets.of(mask, 1, 200, 2, CLOUD_OR_NOT);

        assertThat(sets[68]).isEqualTo((byte) (ClassSets.CLEAR | ClassSets.SHADOW));
        assertThat(sets[67]).isEqualTo((byte) ClassSets.CLEAR);
    }

    @Test
    void aNetworkOfTwoClassesTakesEveryKindOfCloudForOne() {
        int[] sets = {
            ClassSets.CLEAR,
            ClassSets.SHADOW,
            ClassSets.CLEAR | ClassSets.SHADOW,
            ClassSets.THIN,
            ClassSets.CLOUD,
            ClassSets.CLEAR | ClassSets.THIN,
            ClassSets.UNKNOWN
        };

        assertThat(IntStream.of(sets).map(set -> ClassSets.fold(set, 2)).toArray())
                .containsExactly(1, 1, 1, 2, 2, 3, 3);
        assertThat(IntStream.of(sets).map(set -> ClassSets.fold(set, 4)).toArray())
                .containsExactly(sets);
    }
}
