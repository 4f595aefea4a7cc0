package io.cloudless.train;

import io.cloudless.dataset.PreparedDataset;
import io.cloudless.dataset.Split;
import io.cloudless.files.AtomicFile;
import io.cloudless.files.InputException;
import io.cloudless.files.Sha256;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.work.Progress;
import io.cloudless.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model says of a dataset's chips to train on, for a network to learn beside the truth (Hinton et al. 2015): how likely
 * each class is, also where the truth is silent, and how sure one can be. The model is asked once. Its answers lie beside the
 * dataset, 8 bits for each pixel and each {@link ClassSets set of classes} that it tells apart, in a file named after the
 * model's digest.
 *
 * <p>The model may tell other classes than the network that learns: cloud of any kind is thick or thin cloud, and what a model
 * without shadow calls clear is clear or shadow.
 */
public final class TeacherAnswers {
    private static final int KEY_DIGITS = 16;

    private final PreparedDataset dataset;
    private final int[] sets;
    private final Map<Integer, ByteBuffer> chips = new LinkedHashMap<>();

    private TeacherAnswers(PreparedDataset dataset, int[] sets) {
        this.dataset = dataset;
        this.sets = sets;
    }

    /**
     * Reads the answers, or asks the model where they are not there yet.
     *
     * @param teacher may be closed afterwards
     * @param threads that ask, each another chip; their number changes nothing
     * @throws InputException if the model does not segment or looks at bands that the dataset lacks, or if the answers cannot be
     *     written beside the dataset
     */
    public static TeacherAnswers of(PreparedDataset dataset, Model teacher, int threads, Progress progress) {
        Map<Integer, int[]> channels = channelsOfSets(teacher.card());
        TeacherAnswers answers = new TeacherAnswers(
                dataset, channels.keySet().stream().mapToInt(set -> set).toArray());
        Path file = dataset.answers(Sha256.of(key(teacher)).substring(0, KEY_DIGITS));
        TeacherTiles tiles = new TeacherTiles(teacher, dataset);
        try {
            if (!Files.isRegularFile(file)) {
                answers.ask(tiles, List.copyOf(channels.values()), file, threads, progress);
            }
            answers.map(file);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
        return answers;
    }

    /** The network and the card: either may change without the other. */
    private static byte[] key(Model teacher) {
        return (Sha256.of(teacher.onnx()) + teacher.card().toProperties()).getBytes(StandardCharsets.UTF_8);
    }

    /** The sets of classes that a model tells apart, each with the channels of its output that say so. */
    private static Map<Integer, int[]> channelsOfSets(ModelCard card) {
        List<Integer> codes = card.classes().stream().map(MaskClass::code).toList();
        Map<Integer, List<Integer>> channels = new LinkedHashMap<>();
        for (int channel = 0; channel < codes.size(); channel++) {
            channels.computeIfAbsent(ClassSets.told(codes.get(channel), codes), set -> new ArrayList<>())
                    .add(channel);
        }
        Map<Integer, int[]> arrays = new LinkedHashMap<>();
        channels.forEach((set, of) ->
                arrays.put(set, of.stream().mapToInt(channel -> channel).toArray()));
        return arrays;
    }

    private void ask(TeacherTiles tiles, List<int[]> channels, Path file, int threads, Progress progress)
            throws IOException {
        int[] asked = dataset.chips(Split.TRAIN);
        progress.begin("teacher", asked.length, "images");
        try {
            AtomicFile.write(file, part -> {
                try (FileChannel out = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    Workers.run(threads, asked.length, number -> {
                        writeAt(out, offset(asked, number), answer(tiles, channels, asked[number]));
                        progress.advance(1);
                    });
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            });
        } finally {
            progress.end();
        }
    }

    private static void writeAt(FileChannel out, long offset, ByteBuffer bytes) {
        try {
            for (long at = offset; bytes.hasRemaining(); ) {
                at += out.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer answer(TeacherTiles tiles, List<int[]> channels, int chip) {
        float[][] probabilities = tiles.probabilities(chip);
        int area = probabilities[0].length;
        ByteBuffer bytes = ByteBuffer.allocate(channels.size() * area);
        for (int[] some : channels) {
            for (int i = 0; i < area; i++) {
                float sum = 0;
                for (int channel : some) {
                    sum += probabilities[channel][i];
                }
                bytes.put((byte) Math.round(255 * Math.min(1, sum)));
            }
        }
        return bytes.flip();
    }

    private long offset(int[] chipsInFile, int number) {
        long offset = 0;
        for (int i = 0; i < number; i++) {
            offset += bytes(chipsInFile[i]);
        }
        return offset;
    }

    private long bytes(int chip) {
        return sets.length * dataset.area(chip);
    }

    private void map(Path file) throws IOException {
        int[] asked = dataset.chips(Split.TRAIN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != offset(asked, asked.length)) {
                throw new InputException(file, "is not of the size that its dataset asks for", "Delete it");
            }
            long offset = 0;
            for (int chip : asked) {
                chips.put(chip, channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes(chip)));
                offset += bytes(chip);
            }
        }
    }

    /** The dataset whose chips they are about. */
    PreparedDataset dataset() {
        return dataset;
    }

    /**
     * Adds what the model says of some pixels of a chip to a lesson.
     *
     * @param chip one to train on
     * @param pixels row-major indices
     * @param share of the loss
     */
    void addTo(Lesson lesson, int chip, int[] pixels, double share) {
        ByteBuffer answer = chips.get(chip);
        if (answer == null) {
            throw new IllegalArgumentException("Chip " + chip + " is none to train on");
        }
        int area = answer.limit() / sets.length;
        for (int i = 0; i < pixels.length; i++) {
            int sum = 0;
            for (int set = 0; set < sets.length; set++) {
                sum += Byte.toUnsignedInt(answer.get(set * area + pixels[i]));
            }
            for (int set = 0; set < sets.length && sum > 0; set++) {
                float probability = (float) Byte.toUnsignedInt(answer.get(set * area + pixels[i])) / sum;
                lesson.add(sets[set], i, (float) share * probability);
            }
        }
    }
}
