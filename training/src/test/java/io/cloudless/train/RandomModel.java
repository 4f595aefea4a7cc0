package io.cloudless.train;

import io.cloudless.evaluate.CloudScores;
import io.cloudless.evaluate.ConfusionMatrix;
import io.cloudless.evaluate.ProbabilityCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/**
 * A model file of a network that has learnt nothing.
 *
 * @param network which one
 * @param bands that it looks at
 * @param classes that it tells
 */
record RandomModel(Networks network, int bands, int classes) {
    /** @param seed of its weights */
    Path write(Path file, CardTemplate card, long seed) throws IOException {
        torch.manual_seed(seed);
        Graph graph = network.graph(bands, classes);
        TrainingOptions options = TrainingOptions.builder()
                .network(network.name())
                .classes(classes)
                .build();
        Validation none = new Validation(
                new ConfusionMatrix(ConfusionMatrix.MASK_CLASSES),
                new ProbabilityCounts(),
                0,
                CloudScores.of(new ConfusionMatrix(ConfusionMatrix.MASK_CLASSES)));
        return Files.write(file, OnnxExport.write(graph, Weights.random(graph), card.card(options, bands, none)));
    }
}
