package io.cloudless.evaluate;

import io.cloudless.dataset.ChipFolder;
import io.cloudless.dataset.ChipFolder.ChipFile;
import io.cloudless.dataset.Split;
import io.cloudless.detect.region.PictureClassifier;
import io.cloudless.detect.region.Verdict;
import io.cloudless.files.InputException;
import io.cloudless.model.MaskClass;
import io.cloudless.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a classifier over chips whose classes are known, the same way as {@code predict} does. */
public final class ChipEvaluator {
    /** Pictures that are told at a time. */
    private static final int AT_ONCE = 256;

    private ChipEvaluator() {}

    /**
     * Asks a classifier about the validation chips of a folder.
     *
     * @return the chips in the order of the folder
     * @throws InputException if there are none, a chip cannot be read, or the classifier tells other classes apart
     */
    public static List<ClassifiedChip> evaluate(PictureClassifier classifier, ChipFolder folder, Progress progress) {
        List<String> known = classifier.classes().stream().map(MaskClass::name).toList();
        if (!known.equals(folder.classes())) {
            throw new InputException(
                    folder.folder(),
                    "has the classes " + folder.classes() + ", the model tells " + known + " apart",
                    "Name the dataset that the model was trained on, or one of the same classes");
        }
        List<ChipFile> chips = folder.chips(Split.VALIDATION);
        if (chips.isEmpty()) {
            throw new InputException(
                    folder.folder(), "has no chips for validation", "Prepare it again with some kept for validation");
        }
        List<ClassifiedChip> classified = new ArrayList<>();
        progress.begin("evaluate", chips.size(), "chips");
        try {
            for (int from = 0; from < chips.size(); from += AT_ONCE) {
                List<ChipFile> some = chips.subList(from, Math.min(from + AT_ONCE, chips.size()));
                List<Verdict> verdicts =
                        classifier.classify(some.stream().map(ChipFile::file).toList());
                for (int i = 0; i < some.size(); i++) {
                    classified.add(of(some.get(i), verdicts.get(i), known.size()));
                }
                progress.advance(some.size());
            }
        } finally {
            progress.end();
        }
        return classified;
    }

    private static ClassifiedChip of(ChipFile chip, Verdict verdict, int classes) {
        if (verdict instanceof Verdict.Answer answer) {
            return new ClassifiedChip(
                    chip.file(),
                    chip.code(),
                    IntStream.range(0, classes).mapToObj(answer::probability).toList());
        }
        throw ((Verdict.Failure) verdict).problem();
    }
}
