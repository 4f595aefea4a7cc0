package io.cloudless.detect.region;

import io.cloudless.model.ModelCard;
import io.cloudless.propose.ColourImage;
import io.cloudless.propose.Proposer;
import io.cloudless.raster.BandRole;
import io.cloudless.raster.RasterInfo;
import io.cloudless.raster.SampleType;
import io.cloudless.raster.Window;
import java.util.List;

/**
 * A scene as boxes are proposed in it: colours as they would be shown, and at most {@value #MAX_EDGE} pixels along an edge,
 * since the time of Selective Search grows faster than the picture.
 */
final class ProposalPicture {
    private static final int MAX_EDGE = 1024;
    /** Reflectance is dark apart from cloud; 8-bit pictures are made to be looked at. As in {@code NAME-regions.png}. */
    private static final double GAMMA = 0.6;

    private final ReducedScene scene;
    private final int factor;
    private final ColourImage image;

    ProposalPicture(ReducedScene scene, RasterInfo info, ModelCard card) {
        this.scene = scene;
        this.factor = (Math.max(scene.width(), scene.height()) + MAX_EDGE - 1) / MAX_EDGE;
        int width = (scene.width() + factor - 1) / factor;
        int height = (scene.height() + factor - 1) / factor;
        double gamma = info.bands().get(0).type() == SampleType.UINT8 ? 1 : GAMMA;
        int[] channels = List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED).stream()
                .mapToInt(role -> Math.max(0, card.bands().indexOf(role)))
                .toArray();
        byte[] bgr = new byte[width * height * channels.length];
        for (int i = 0; i < bgr.length; i++) {
            int pixel = i / channels.length;
            float value = mean(scene.planes()[channels[i % channels.length]], pixel % width, pixel / width);
            bgr[i] = (byte) Math.round(255 * Math.pow(value, gamma));
        }
        this.image = new ColourImage(width, height, bgr);
    }

    private float mean(float[] plane, int x, int y) {
        Window square = new Window(x * factor, y * factor, factor, factor).clip(scene.bounds());
        float sum = 0;
        for (int row = square.y(); row < square.bottom(); row++) {
            for (int column = square.x(); column < square.right(); column++) {
                sum += plane[row * scene.width() + column];
            }
        }
        return sum / square.area();
    }

    /** Boxes on the grid of the {@link ReducedScene}, the largest first. */
    List<Window> boxes(Proposer proposer) {
        return proposer.propose(image).stream()
                .map(box -> new Window(box.x() * factor, box.y() * factor, box.width() * factor, box.height() * factor)
                        .clip(scene.bounds()))
                .toList();
    }
}
