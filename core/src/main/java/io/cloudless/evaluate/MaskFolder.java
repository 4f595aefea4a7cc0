package io.cloudless.evaluate;

import io.cloudless.dataset.LabelledScene;
import io.cloudless.dataset.RasterFolder;
import io.cloudless.files.InputException;
import java.nio.file.Path;

/**
 * Masks made earlier, by Cloudless or by anything that writes its codes: {@code NAME-mask.*} or {@code NAME.*} for each
 * scene, and {@code NAME-probability.*} where it is known.
 */
public final class MaskFolder implements Predictor {
    private final RasterFolder folder;

    /**
     * @throws InputException if the folder cannot be read
     */
    public MaskFolder(Path folder) {
        this.folder = RasterFolder.of(folder);
    }

    @Override
    public Prediction predict(LabelledScene scene) {
        Path file = folder.maskOf(scene.image());
        if (file == null) {
            throw new InputException(
                    folder.path(),
                    "there is no mask of " + scene.name(),
                    "Every scene that is evaluated needs one, called NAME-mask or NAME");
        }
        CodeRaster codes = CodeRaster.readMask(file);
        Path percentFile = folder.file(scene.name() + "-probability");
        if (percentFile == null) {
            return new Prediction(file, codes.width(), codes.height(), codes.values(), null);
        }
        CodeRaster percent = CodeRaster.readPercent(percentFile);
        if (percent.width() != codes.width() || percent.height() != codes.height()) {
            throw new InputException(
                    percentFile,
                    "has " + percent.width() + " x " + percent.height() + " pixels, but " + file.getFileName() + " has "
                            + codes.width() + " x " + codes.height(),
                    "Both must be of the same image");
        }
        return new Prediction(file, codes.width(), codes.height(), codes.values(), percent.values());
    }
}
