package io.cloudless.train;

import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;

/**
 * All that a run needs to go on: weights, averaged weights, the best ones so far and the optimiser's memory in one file,
 * which is replaced at once and never half-written.
 *
 * @param file where it lies
 */
record Checkpoint(Path file) {

    private static final String NO_LAYER = "";

    /**
     * How far the run has come.
     *
     * @param iteration steps done
     * @param best score of the best validation so far, or -1
     */
    record Position(int iteration, double best) {}

    boolean exists() {
        return Files.exists(file);
    }

    void save(Position position, Map<String, Weights> weights, Optimizer optimizer) {
        try (PointerScope scope = new PointerScope()) {
            OutputArchive archive = new OutputArchive();
            archive.write("position", Tensor.create(new double[] {position.iteration(), position.best()}, 2));
            weights.forEach((group, members) ->
                    members.all().forEach((name, tensor) -> archive.write(key(group, name), tensor.detach())));
            OutputArchive memory = new OutputArchive();
            optimizer.save(memory);
            archive.write("optimizer", memory);
            AtomicFile.write(file, part -> ArchiveFile.write(archive, part));
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /**
     * Fills weights and optimiser with what was saved.
     *
     * @throws InputException if the file is damaged or of another network
     */
    Position load(Map<String, Weights> weights, Optimizer optimizer) {
        Device device = weights.values().iterator().next().device();
        return read(device, archive -> {
            weights.forEach((group, members) -> fill(archive, group, members, NO_LAYER));
            InputArchive memory = new InputArchive();
            archive.read("optimizer", memory);
            optimizer.load(memory);
            Tensor position = new Tensor();
            archive.read("position", position);
            return new Position(
                    (int) position.select(0, 0).item_double(),
                    position.select(0, 1).item_double());
        });
    }

    /**
     * Fills weights with one group of those saved: for a new run that begins where another ended.
     *
     * @param free name of a layer that may be of another shape there and is then left as it is, or empty
     * @return whether all were filled
     * @throws InputException if the file is missing, damaged or of another network
     */
    boolean load(String group, Weights weights, String free) {
        return read(weights.device(), archive -> fill(archive, group, weights, free));
    }

    private static boolean fill(InputArchive archive, String group, Weights weights, String free) {
        boolean isWhole = true;
        for (Map.Entry<String, Tensor> weight : weights.all().entrySet()) {
            Tensor saved = new Tensor();
            archive.read(key(group, weight.getKey()), saved);
            if (!weight.getKey().startsWith(free + ".")
                    || saved.numel() == weight.getValue().numel()) {
                weight.getValue().copy_(saved);
            } else {
                isWhole = false;
            }
        }
        return isWhole;
    }

    private <T> T read(Device device, Function<InputArchive, T> reading) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            InputArchive archive = new InputArchive();
            archive.load_from(file.toString(), new DeviceOptional(device));
            return reading.apply(archive);
        } catch (RuntimeException e) {
            throw new InputException(
                    file,
                    "is no checkpoint of this network",
                    "Train with the network and classes it was begun with, or begin a new run.",
                    e);
        }
    }

    /** Dots would mean nesting to the archive. */
    private static String key(String group, String name) {
        return group + "/" + name.replace('.', '/');
    }
}
