package io.cloudless.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.ProbabilityCounts;
import io.cloudless.model.ModelCard;
import io.cloudless.model.PixelSize;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class OnnxExportTest {
    private static final int HEIGHT = 64;
    private static final int WIDTH = 96;

    @Test
    void theModelFileAnswersWhatTheTrainingEngineAnswers() throws Exception {
        for (Networks kind : Networks.values()) {
            Graph graph = kind.graph(3, 2);
            torch.manual_seed(5);
            Weights weights = Weights.random(graph);
            shakeStatistics(weights);
            float[] image = image();

            float[] expected = inTorch(graph, weights, image);
            float[] found = inOnnx(OnnxExport.write(graph, weights, card()), image);

            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.length; i++) {
                // Kernels are stored in half precision.
                assertThat(found[i]).isEqualTo(expected[i], within(0.02f));
            }
        }
    }

    private static void shakeStatistics(Weights weights) {
        try (NoGradGuard guard = new NoGradGuard()) {
            weights.all().forEach((name, tensor) -> {
                if (name.endsWith(".mean") || name.endsWith(".beta")) {
                    tensor.copy_(torch.randn(tensor.size(0)).mul(new org.bytedeco.pytorch.Scalar(0.1)));
                } else if (name.endsWith(".variance")) {
                    tensor.copy_(torch.rand(tensor.size(0)).add(new org.bytedeco.pytorch.Scalar(0.5)));
                }
            });
        }
    }

    private static float[] image() {
        Random random = new Random(1);
        float[] image = new float[3 * HEIGHT * WIDTH];
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextFloat();
        }
        return image;
    }

    private static float[] inTorch(Graph graph, Weights weights, float[] image) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor input = torch.from_blob(new FloatPointer(image), 1, 3, HEIGHT, WIDTH);
            Tensor scores = new TorchNetwork(graph).forward(weights, input, false);
            Tensor probabilities = torch.softmax(scores, 1).contiguous();
            float[] result = new float[(int) probabilities.numel()];
            new FloatPointer(probabilities.data_ptr_float()).get(result);
            return result;
        }
    }

    private static float[] inOnnx(byte[] model, float[] image) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(image), new long[] {1, 3, HEIGHT, WIDTH});
                OrtSession.Result result = session.run(Map.of("image", input))) {
            FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[answer.remaining()];
            answer.get(values);
            return values;
        }
    }

    private static ModelCard card() {
        TrainingOptions options =
                TrainingOptions.builder().network("unet_tiny").iterations(1).build();
        ConfusionMatrix nothing = new ConfusionMatrix(ConfusionMatrix.MASK_CLASSES);
        return new CardTemplate("test", "1", new PixelSize(15, 30, 60), "", "", "")
                .card(options, 3, new Validation(nothing, new ProbabilityCounts(), 0, CloudScores.of(nothing)));
    }
}
