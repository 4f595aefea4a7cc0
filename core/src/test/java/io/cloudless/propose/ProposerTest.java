package io.cloudless.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudless.Cases;
import io.cloudless.Draw;
import io.cloudless.raster.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposerTest {
    private static final List<Window> THINGS = List.of(new Window(20, 30, 40, 25), new Window(100, 70, 30, 50));

    /** Bright things on dark ground of a weave that is not quite even. */
    private static ColourImage picture() {
        byte[] bgr = new byte[160 * 140 * 3];
        for (int i = 0; i < bgr.length; i++) {
            int pixel = i / 3;
            Window here = new Window(pixel % 160, pixel / 160, 1, 1);
            boolean isThing = THINGS.stream().anyMatch(thing -> thing.contains(here));
            bgr[i] = (byte) ((isThing ? 220 : 40) + pixel % 7 + i % 3);
        }
        return new ColourImage(160, 140, bgr);
    }

    @Test
    void selectiveSearchProposesEachThingAndTheWholePicture() {
        List<Window> boxes = new SelectiveSearch(List.of(100)).propose(picture());

        assertThat(boxes.get(0)).isEqualTo(Window.of(160, 140));
        assertThat(boxes)
                .doesNotHaveDuplicates()
                .allSatisfy(box -> assertThat(Window.of(160, 140).contains(box)).isTrue());
        assertThat(THINGS)
                .allSatisfy(thing -> assertThat(boxes).anySatisfy(box -> {
                    // Its blur moves edges by a pixel or two.
                    assertThat(thing.pad(3).contains(box)).isTrue();
                    assertThat(box.pad(3).contains(thing)).isTrue();
                }));
    }

    @Test
    void selectiveSearchSaysTheSameEachTimeAndMoreWithMoreSizes() {
        ColourImage picture = picture();
        List<Window> boxes = new SelectiveSearch(List.of(100)).propose(picture);

        assertThat(new SelectiveSearch(List.of(100)).propose(picture)).isEqualTo(boxes);
        assertThat(new SelectiveSearch(List.of(100, 50)).propose(picture)).containsAll(boxes);
        assertThatThrownBy(() -> new SelectiveSearch(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SelectiveSearch(List.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Cases(200)
    void slidingWindowsCoverEveryPixelAtEverySize(Draw draw) {
        int width = draw.between(1, 90);
        int height = draw.between(1, 90);
        List<Window> boxes = new SlidingWindows().propose(new ColourImage(width, height, new byte[width * height * 3]));

        assertThat(boxes).first().isEqualTo(Window.of(width, height));
        assertThat(boxes).doesNotHaveDuplicates();
        for (int edge : boxes.stream().mapToInt(Window::height).distinct().toArray()) {
            boolean[] covered = new boolean[width * height];
            for (Window box : boxes) {
                assertThat(Window.of(width, height).contains(box)).isTrue();
                for (int y = box.y(); box.height() == edge && y < box.bottom(); y++) {
                    for (int x = box.x(); x < box.right(); x++) {
                        covered[y * width + x] = true;
                    }
                }
            }
            assertThat(covered).doesNotContain(false);
        }
    }

    @Test
    void anImageHasThreeBytesAPixel() {
        assertThatThrownBy(() -> new ColourImage(2, 2, new byte[4])).isInstanceOf(IllegalArgumentException.class);
    }
}
