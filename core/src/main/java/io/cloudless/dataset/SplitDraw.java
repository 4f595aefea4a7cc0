package io.cloudless.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts chips into those to train on and those to validate with, whole scenes at a time: scenes are shuffled, and those
 * that fit become validation until its share is reached. A scene stays in training where a class would have nothing else
 * to be learnt from.
 */
final class SplitDraw {
    private final Map<String, Map<String, Integer>> countsByScene = new TreeMap<>();
    private final Map<String, Integer> leftToTrainOn = new HashMap<>();
    private final Map<String, Split> splits = new HashMap<>();

    /**
     * @param chips those with a split of their own keep it
     * @param share of chips for validation, 0 to 1
     */
    SplitDraw(List<ChipPlan> chips, double share, long seed) {
        int drawn = 0;
        for (ChipPlan chip : chips) {
            if (chip.split() != Split.VALIDATION) {
                leftToTrainOn.merge(chip.className(), 1, Integer::sum);
            }
            if (chip.split() == null) {
                countsByScene
                        .computeIfAbsent(chip.scene(), scene -> new TreeMap<>())
                        .merge(chip.className(), 1, Integer::sum);
                drawn++;
            }
        }
        draw((int) Math.round(share * drawn), seed);
    }

    private void draw(int wanted, long seed) {
        List<String> scenes = new ArrayList<>(countsByScene.keySet());
        Collections.shuffle(scenes, new Random(seed));
        int missing = wanted;
        String smallest = null;
        for (String scene : scenes) {
            int size = size(scene);
            if (size <= missing && canDoWithout(scene)) {
                toValidation(scene);
                missing -= size;
            } else if (canDoWithout(scene) && (smallest == null || size < size(smallest))) {
                smallest = scene;
            }
        }
        // Too much to validate with is better than nothing.
        if (missing == wanted && wanted > 0 && smallest != null) {
            toValidation(smallest);
        }
    }

    private void toValidation(String scene) {
        splits.put(scene, Split.VALIDATION);
        counts(scene).forEach((className, count) -> leftToTrainOn.merge(className, -count, Integer::sum));
    }

    private boolean canDoWithout(String scene) {
        return counts(scene).entrySet().stream()
                .allMatch(entry -> leftToTrainOn.getOrDefault(entry.getKey(), 0) > entry.getValue());
    }

    private int size(String scene) {
        return counts(scene).values().stream().mapToInt(Integer::intValue).sum();
    }

    private Map<String, Integer> counts(String scene) {
        return countsByScene.getOrDefault(scene, Map.of());
    }

    Split of(ChipPlan chip) {
        @Nullable Split own = chip.split();
        return own == null ? splits.getOrDefault(chip.scene(), Split.TRAIN) : own;
    }
}
