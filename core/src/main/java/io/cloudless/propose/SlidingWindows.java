package io.cloudless.propose;

import io.cloudless.raster.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole picture, and squares all over it: of its shorter edge, half of that, a quarter and an eighth, each half
 * covered by the next. The last of a row or column is moved to the edge, so that no pixel is left out.
 */
public final class SlidingWindows implements Proposer {
    private static final int SIZES = 4;

    @Override
    public List<Window> propose(ColourImage picture) {
        List<Window> boxes = new ArrayList<>();
        boxes.add(Window.of(picture.width(), picture.height()));
        int edge = Math.min(picture.width(), picture.height());
        for (int size = 0; size < SIZES && edge > 0; size++, edge /= 2) {
            for (int y : starts(picture.height(), edge)) {
                for (int x : starts(picture.width(), edge)) {
                    boxes.add(new Window(x, y, edge, edge));
                }
            }
        }
        return Proposer.inOrder(boxes);
    }

    private static List<Integer> starts(int length, int edge) {
        List<Integer> starts = new ArrayList<>();
        int step = Math.max(1, edge / 2);
        for (int start = 0; start + edge < length; start += step) {
            starts.add(start);
        }
        starts.add(length - edge);
        return starts;
    }
}
