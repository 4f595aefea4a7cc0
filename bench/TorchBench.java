package io.cloudless.train;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The speed of a network in the training engine, only forwards, on 256 x 256 tiles. */
final class TorchBench {
    private TorchBench() {}

    public static void main(String[] args) {
        torch.set_num_threads(Integer.parseInt(args[0]));
        torch.manual_seed(1);
        int size = 256;
        int warmUp = 20;
        int rounds = 250;
        Graph graph = Networks.valueOf(args[1].toUpperCase(Locale.ROOT).replace('-', '_')).graph(3, 2);
        TorchNetwork network = new TorchNetwork(graph);
        Weights weights = Weights.random(graph);
        Tensor images = torch.rand(1, 3, size, size).contiguous(MemoryFormat.ChannelsLast);
        try (NoGradGuard guard = new NoGradGuard()) {
            run(network, weights, images, warmUp);
            long start = System.nanoTime();
            run(network, weights, images, rounds);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%.1f images/s of %d x %d%n", rounds / seconds, size, size);
        }
    }

    private static void run(TorchNetwork network, Weights weights, Tensor images, int rounds) {
        for (int i = 0; i < rounds; i++) {
            try (PointerScope scope = new PointerScope()) {
                network.forward(weights, images, false);
            }
        }
    }
}
