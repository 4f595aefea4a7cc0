package io.cloudless.train;

import io.cloudless.dataset.Calibration;
import io.cloudless.dataset.Preparation;
import io.cloudless.dataset.PreparationOptions;
import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.SplitRule;
import io.cloudless.model.MaskClass;
import io.cloudless.work.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Grey noise with white squares, which are the "clouds". */
final class SquaresDataset {
    private static final int SIZE = 96;

    private SquaresDataset() {}

    static PreparedDataset write(Path folder, int scenes) throws IOException {
        return write(folder, scenes, 0.3);
    }

    /** @param validation share of the scenes that is not trained on */
    static PreparedDataset write(Path folder, int scenes, double validation) throws IOException {
        return write(folder, scenes, validation, 1, 0);
    }

    /** With masks that tell nothing, all to train on. */
    static PreparedDataset writeUnknown(Path folder, int scenes) throws IOException {
        return write(folder, scenes, 0, MaskClass.NO_DATA, MaskClass.NO_DATA);
    }

    private static PreparedDataset write(Path folder, int scenes, double validation, int inside, int outside)
            throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (int scene = 0; scene < scenes; scene++) {
            Random random = new Random(scene);
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            BufferedImage mask = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
            int left = random.nextInt(SIZE / 2);
            int top = random.nextInt(SIZE / 2);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    boolean cloud = x >= left && x < left + SIZE / 2 && y >= top && y < top + SIZE / 2;
                    int grey = (cloud ? 190 : 50) + random.nextInt(30);
                    image.setRGB(x, y, grey * 0x010101);
                    mask.getRaster().setSample(x, y, 0, cloud ? inside : outside);
                }
            }
            ImageIO.write(image, "png", images.resolve(scene + ".png").toFile());
            ImageIO.write(mask, "png", masks.resolve(scene + ".png").toFile());
        }
        Path prepared = folder.resolve("prepared");
        new Preparation(new PreparationOptions(
                        images,
                        masks,
                        List.of(),
                        Calibration.NONE,
                        null,
                        List.of(),
                        new SplitRule(null, null, validation, 1)))
                .write(prepared, Progress.NONE);
        return PreparedDataset.open(prepared);
    }
}
