package io.cloudless.propose;

import io.cloudless.raster.Window;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Says where in a picture there may be something, whatever it is. */
public sealed interface Proposer permits SelectiveSearch, SlidingWindows {
    /** Boxes inside the picture, each once, in {@link #inOrder order}. The same picture gives the same boxes. */
    List<Window> propose(ColourImage picture);

    /** Each box once, the largest first, of equals the upper left one first. */
    static List<Window> inOrder(Collection<Window> boxes) {
        return boxes.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Window::area)
                        .reversed()
                        .thenComparingInt(Window::y)
                        .thenComparingInt(Window::x)
                        .thenComparingInt(Window::width))
                .toList();
    }
}
