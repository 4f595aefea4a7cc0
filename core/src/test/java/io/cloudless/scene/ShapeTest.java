package io.cloudless.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.Cases;
import io.cloudless.Draw;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aPixelBelongsToAShapeIfItsCentreDoes() {
        assertThat(drawn(4, 3, new Shape.Box(0.5, 0.4, 2.5, 1.6))).isEqualTo("""
                11..
                11..
                ....
                """);
        assertThat(drawn(4, 4, Shape.Polygon.of(0, 0, 4, 0, 0, 4))).isEqualTo("""
                111.
                11..
                1...
                ....
                """);
        assertThat(drawn(3, 2, new Shape.Whole())).isEqualTo("111\n111\n");
    }

    @Test
    void holesAreLeftOutAndWhatReachesOutsideIsCutOff() {
        Shape frame = new Shape.Polygon(List.of(
                new Shape.Polygon.Part(Ring.of(-9, -9, 9, -9, 9, 9, -9, 9), List.of(Ring.of(1, 1, 3, 1, 3, 2, 1, 2)))));

        assertThat(drawn(4, 3, frame)).isEqualTo("""
                1111
                1..1
                1111
                """);
    }

    @Test
    void laterAnnotationsLieOverEarlierOnes() {
        AnnotatedImage image = new AnnotatedImage(
                new ImageFrame("a", 3, 1),
                List.of(new Annotation("sea", new Shape.Whole()), new Annotation("ship", new Shape.Box(1, 0, 2, 1))));

        assertThat(ClassMask.of(image, name -> name.equals("ship") ? 2 : 1)).containsExactly(1, 2, 1);
    }

    @Cases(500)
    void theTwoSidesOfACutCoverEachPixelOnce(Draw draw) {
        double from = draw.between(0, 40) / 2.0;
        double to = draw.between(0, 40) / 2.0;
        Runs left = Shape.Polygon.of(0, 0, from, 0, to, 20, 0, 20).pixels(20, 20);
        Runs right = Shape.Polygon.of(from, 0, 20, 0, 20, 20, to, 20).pixels(20, 20);

        assertThat(RunLengths.of(left, 20, 20).area()
                        + RunLengths.of(right, 20, 20).area())
                .isEqualTo(400);
    }

    @Cases(500)
    void runLengthsKeepThePixels(Draw draw) {
        int width = draw.between(1, 30);
        int height = draw.between(1, 30);
        RunLengths lengths = new Drawings(draw.seed()).runLengths(width, height);

        assertThat(RunLengths.parse(lengths.compress(), width, height)).isEqualTo(lengths);
        assertThat(RunLengths.of(lengths.toRuns(), width, height)).isEqualTo(lengths);
        assertThat(lengths.box()).isEqualTo(lengths.toRuns().box());
    }

    @Test
    void runLengthsOfTheSamePixelsAreEqual() {
        assertThat(new RunLengths(2, 3, 0, 2, 0, 1, 3, 0)).isEqualTo(new RunLengths(2, 3, 0, 3, 3));
        assertThatThrownBy(() -> new RunLengths(2, 3, 1, 2)).hasMessageContaining("leave out 3 pixels");
        assertThatThrownBy(() -> RunLengths.parse("3\u00e9", 3, 3)).hasMessageContaining("character 1");
    }

    private static String drawn(int width, int height, Shape shape) {
        byte[] mask = ClassMask.of(
                new AnnotatedImage(new ImageFrame("a", width, height), List.of(new Annotation("x", shape))), name -> 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < mask.length; i++) {
            text.append(mask[i] == 1 ? '1' : '.').append(i % width == width - 1 ? "\n" : "");
        }
        return text.toString();
    }
}
