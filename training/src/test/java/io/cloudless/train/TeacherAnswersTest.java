package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloudless.model.Model;
import io.cloudless.model.PixelSize;
import io.cloudless.raster.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherAnswersTest {
    private static final CardTemplate CARD = new CardTemplate("teacher", "1", new PixelSize(10, 20, 40), "", "", "");

    @TempDir
    private Path folder;

    @Test
    void aNetworkAnswersInTheTrainingEngineAsItsModelFileDoes() throws IOException {
        Path file = new RandomModel(Networks.UNET_TINY, 3, 4).write(folder.resolve("teacher.onnx"), CARD, 3);
        Batch batch = noise();
        try (Model model = Model.open(file);
                PointerScope scope = new PointerScope()) {
            TeacherAnswers ofModel = new TeacherAnswers.OfModel(model);
            TeacherAnswers ofNetwork = TeacherAnswers.OfNetwork.of(model, 3, 4, Device.CPU.open());

            float[] byModel = values(ofModel.to(ofModel.with(batch)));
            float[] byNetwork = values(ofNetwork.to(ofNetwork.with(batch)));

            assertThat(byModel).hasSize(2 * 4 * 64 * 64).doesNotContain(0.25f);
            assertThat(byNetwork).containsExactly(byModel, within(1e-3f));
        }
    }

    @Test
    void severalNetworksInOneFileAreRefused() throws IOException {
        RandomModel random = new RandomModel(Networks.UNET_TINY, 3, 4);
        EnsembleModel ensemble = new EnsembleModel();
        for (int seed = 1; seed <= 2; seed++) {
            try (Model member = Model.open(random.write(folder.resolve(seed + ".onnx"), CARD, seed))) {
                ensemble.add(member, 1);
            }
        }
        Path file = Files.write(folder.resolve("both.onnx"), ensemble.onnx(CARD));
        try (Model model = Model.open(file)) {
            assertThatThrownBy(() -> TeacherAnswers.OfNetwork.of(model, 3, 4, Device.CPU.open()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("both.onnx")
                    .hasMessageContaining("--device cpu");
        }
    }

    private static Batch noise() {
        Random random = new Random(1);
        float[] images = new float[2 * 64 * 64 * 3];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return new Batch(2, 64, 3, images, new long[2 * 64 * 64]);
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        new FloatPointer(tensor.contiguous().data_ptr_float()).get(values);
        return values;
    }
}
