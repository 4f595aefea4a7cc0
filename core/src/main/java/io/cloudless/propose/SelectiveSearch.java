package io.cloudless.propose;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_ximgproc.createSelectiveSearchSegmentation;

import io.cloudless.raster.Window;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_ximgproc.SelectiveSearchSegmentation;

/**
 * Selective Search (Uijlings et al., International Journal of Computer Vision 104, 2013): the picture falls into parts of
 * like colour, the two neighbours most alike in colour, texture, size and fit become one, again and again until one part is
 * left; the box of every part on the way is proposed. As implemented by OpenCV, in one colour space and with one measure of
 * likeness, for each of the given sizes of the first parts.
 */
public final class SelectiveSearch implements Proposer {
    /** Narrower boxes show nothing to a classifier. */
    private static final int SHORTEST_EDGE = 8;
    /** Of the blur before the picture falls into parts, as in the paper. */
    private static final float SIGMA = 0.8f;

    private final List<Integer> ks;

    /**
     * @param ks each 1 or more: the larger, the larger the first parts, and the fewer the boxes
     * @throws UnavailableException if there is no OpenCV for this machine
     */
    public SelectiveSearch(List<Integer> ks) {
        if (ks.isEmpty() || ks.stream().anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException("Selective Search needs one size of parts or more, each above 0: " + ks);
        }
        this.ks = List.copyOf(ks);
        try {
            Loader.load(opencv_ximgproc.class);
        } catch (LinkageError e) {
            throw new UnavailableException(
                    "Selective Search needs OpenCV, which comes with Cloudless for Linux on x86-64 only (here: "
                            + Loader.getPlatform() + "). Choose --proposals grid or segments",
                    e);
        }
    }

    @Override
    public List<Window> propose(ColourImage picture) {
        List<Window> boxes = new ArrayList<>();
        setNumThreads(1);
        try (PointerScope scope = new PointerScope()) {
            Mat image = new Mat(picture.height(), picture.width(), CV_8UC3);
            image.data().put(picture.bgr());
            SelectiveSearchSegmentation search = createSelectiveSearchSegmentation();
            search.setBaseImage(image);
            for (int k : ks) {
                search.switchToSingleStrategy(k, SIGMA);
                RectVector found = new RectVector();
                search.process(found);
                for (long i = 0; i < found.size(); i++) {
                    Rect box = found.get(i);
                    if (Math.min(box.width(), box.height()) >= SHORTEST_EDGE) {
                        boxes.add(new Window(box.x(), box.y(), box.width(), box.height()));
                    }
                }
            }
        }
        // OpenCV's own order is drawn by lot.
        return Proposer.inOrder(boxes);
    }
}
