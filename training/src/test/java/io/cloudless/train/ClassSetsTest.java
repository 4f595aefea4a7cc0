package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassSetsTest {
    private static final byte UNKNOWN = (byte) 255;

    @Test
    void masksThatTellKindsLeaveNothingOpen() {
        byte[] sets = ClassSets.of(new byte[] {0, 1, 2, 3, UNKNOWN}, 5, 1, 1, true);

        assertThat(sets)
                .containsExactly(ClassSets.CLEAR, ClassSets.THICK, ClassSets.THIN, ClassSets.SHADOW, ClassSets.UNKNOWN);
    }

    @Test
    void masksOfCloudOrNotLeaveTheKindOfCloudOpenAndShadowNearIt() {
        byte[] mask = new byte[200];
        mask[100] = 1;
        mask[199] = UNKNOWN;

        byte[] sets = ClassSets.of(mask, 200, 1, 1, false);

        assertThat(sets[100]).isEqualTo((byte) (ClassSets.THICK | ClassSets.THIN));
        assertThat(sets[36]).isEqualTo((byte) (ClassSets.CLEAR | ClassSets.SHADOW));
        assertThat(sets[35]).isEqualTo((byte) ClassSets.CLEAR);
        assertThat(sets[164]).isEqualTo((byte) (ClassSets.CLEAR | ClassSets.SHADOW));
        assertThat(sets[165]).isEqualTo((byte) ClassSets.CLEAR);
        assertThat(sets[199]).isEqualTo((byte) ClassSets.UNKNOWN);
    }

    @Test
    void theReachOfShadowsShrinksWithTheView() {
        byte[] mask = new byte[200];
        mask[100] = 1;

        byte[] sets = ClassSets.of(mask, 1, 200, 2, false);

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
