package io.cloudless.train;

import io.cloudless.dataset.ChipFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Chips of dark noise, and chips of dark noise with a bright disc. */
final class ShadesChips {
    private static final int SIZE = 40;

    private ShadesChips() {}

    static ChipFolder write(Path folder, int each) throws IOException {
        return write(folder, each, (code, number, random) -> chip(code == 1, random));
    }

    /** Each of its own even shade. */
    static ChipFolder flat(Path folder, int each) throws IOException {
        return write(folder, each, (code, number, random) -> {
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            int grey = code * each + number;
            image.setRGB(
                    0,
                    0,
                    SIZE,
                    SIZE,
                    Collections.nCopies(SIZE * SIZE, grey * 0x010101).stream()
                            .mapToInt(rgb -> rgb)
                            .toArray(),
                    0,
                    SIZE);
            return image;
        });
    }

    private interface Drawing {
        BufferedImage draw(int code, int number, Random random);
    }

    private static ChipFolder write(Path folder, int each, Drawing drawing) throws IOException {
        List<String> classes = List.of("water", "ship");
        Files.createDirectories(folder);
        Files.write(folder.resolve("classes.txt"), classes);
        for (String split : List.of("train", "validation")) {
            for (int code = 0; code < classes.size(); code++) {
                Path of = Files.createDirectories(folder.resolve(split).resolve(classes.get(code)));
                for (int i = 0; i < each; i++) {
                    BufferedImage chip = drawing.draw(code, i, new Random(31L * i + 7 * code + split.length()));
                    ImageIO.write(chip, "png", of.resolve("chip-" + i + ".png").toFile());
                }
            }
        }
        return ChipFolder.open(folder);
    }

    private static BufferedImage chip(boolean disc, Random random) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        double left = SIZE * (0.35 + 0.3 * random.nextDouble());
        double top = SIZE * (0.35 + 0.3 * random.nextDouble());
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                boolean inside = disc && Math.hypot(x - left, y - top) < SIZE * 0.25;
                int grey = (inside ? 180 : 40) + random.nextInt(40);
                image.setRGB(x, y, grey * 0x010101);
            }
        }
        return image;
    }
}
