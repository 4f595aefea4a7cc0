package io.cloudless.draw;

import io.cloudless.dataset.Chip;
import io.cloudless.dataset.LabelledScene;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.Evaluator;
import io.cloudless.evaluate.Kinds;
import io.cloudless.evaluate.Prediction;
import io.cloudless.raster.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/** One scene side by side: its picture, the truth, the prediction, and where they differ. */
final class SceneSheet {
    static final int MISSED = 0xD62246;
    static final int FALSE_ALARM = 0xF2A104;
    static final int WRONG_KIND = 0x8A5FD0;

    private static final int GREATEST_EDGE = 280;
    private static final int GAP = 8;
    /** Tells a panel of nothing but cloud from the page. */
    private static final Color FRAME = new Color(0xC9, 0xD0, 0xD7);

    private static final int UNKNOWN = 0xDDE2E7;
    private static final int[] CLASS_COLOURS = {0x4A6C86, 0xFFFFFF, 0xB8D8EC, 0x232E3A};

    private SceneSheet() {}

    /** Four panels of the same size in a row, as a PNG file's bytes. */
    static byte[] png(LabelledScene scene, Prediction prediction, Kinds kinds) {
        ScenePicture picture = ScenePicture.read(scene.image(), GREATEST_EDGE);
        return png(
                picture.picture(),
                picture.shrinking(),
                Evaluator.truthOf(scene, prediction),
                new Answer(prediction, kinds));
    }

    /** The same of a chip of a prepared dataset. */
    static byte[] png(Chip chip, Prediction prediction, Kinds kinds) {
        Pixels pixels = chip.pixels();
        Shrinking shrinking = Shrinking.of(pixels.width(), pixels.height(), GREATEST_EDGE);
        int[] rgb = new int[shrinking.pictureWidth() * shrinking.pictureHeight()];
        for (int at = 0; at < rgb.length; at++) {
            int x = shrinking.columnAt(at % shrinking.pictureWidth());
            int y = shrinking.rowAt(at / shrinking.pictureWidth());
            for (int channel = 0; channel < 3; channel++) {
                float[] band = pixels.bands()[Math.min(channel, pixels.bands().length - 1)];
                rgb[at] = rgb[at] << 8 | Math.round(255 * Math.min(1, Math.max(0, band[y * pixels.width() + x])));
            }
        }
        Picture picture = new Picture(shrinking.pictureWidth(), shrinking.pictureHeight(), rgb);
        return png(picture, shrinking, chip.mask(), new Answer(prediction, kinds));
    }

    /**
     * What a detector said.
     *
     * @param prediction of this scene
     * @param kinds of which it and the truth have a say
     */
    private record Answer(Prediction prediction, Kinds kinds) {}

    private static byte[] png(Picture picture, Shrinking shrinking, byte[] truth, Answer answer) {
        Prediction prediction = answer.prediction();
        int[] truthPanel = new int[picture.width() * picture.height()];
        int[] predictionPanel = new int[truthPanel.length];
        int[] errorPanel = new int[truthPanel.length];
        for (int at = 0; at < truthPanel.length; at++) {
            int x = at % picture.width();
            int y = at / picture.width();
            int pixel = shrinking.rowAt(y) * prediction.width() + shrinking.columnAt(x);
            int is = truth[pixel] & 0xFF;
            int said = prediction.codes()[pixel] & 0xFF;
            truthPanel[at] = colour(is);
            predictionPanel[at] = colour(said);
            errorPanel[at] = error(is, said, answer.kinds()).orElse(pale(picture.rgb(x, y)));
        }
        return Png.encode(row(
                picture,
                new Picture(picture.width(), picture.height(), truthPanel),
                new Picture(picture.width(), picture.height(), predictionPanel),
                new Picture(picture.width(), picture.height(), errorPanel)));
    }

    private static int colour(int code) {
        return code == ConfusionMatrix.NO_DATA ? UNKNOWN : CLASS_COLOURS[code];
    }

    /** The colour of an error; empty where there is none. */
    private static OptionalInt error(int truth, int predicted, Kinds kinds) {
        if (truth == ConfusionMatrix.NO_DATA || predicted == ConfusionMatrix.NO_DATA) {
            return OptionalInt.empty();
        }
        boolean cloud = ConfusionMatrix.isCloud(truth);
        if (cloud != ConfusionMatrix.isCloud(predicted)) {
            return OptionalInt.of(cloud ? MISSED : FALSE_ALARM);
        }
        return kinds.differ(truth, predicted) ? OptionalInt.of(WRONG_KIND) : OptionalInt.empty();
    }

    /** A pale grey in place of a colour, so that those of errors stand out. */
    private static int pale(int rgb) {
        int grey = ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3;
        return Math.min(255, 96 + grey * 5 / 8) * 0x010101;
    }

    private static BufferedImage row(Picture... panels) {
        int width = panels[0].width();
        int height = panels[0].height();
        BufferedImage sheet =
                new BufferedImage(panels.length * (width + GAP) - GAP, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), height);
        for (int i = 0; i < panels.length; i++) {
            graphics.drawImage(panels[i].toImage(), i * (width + GAP), 0, null);
            graphics.setColor(FRAME);
            graphics.drawRect(i * (width + GAP), 0, width - 1, height - 1);
        }
        graphics.dispose();
        return sheet;
    }
}
