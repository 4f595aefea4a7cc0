package io.cloudless.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How masks compare with the truth, scene by scene; everything a report says follows from it.
 *
 * @param subject what was evaluated, such as the name of the model
 * @param note a line about it, or empty
 * @param scenes at least one
 * @param tagColumns the properties by which {@link #tagged()} groups the scenes; may be empty
 * @param codes those that the masks can hold
 */
public record Evaluation(
        String subject, String note, List<SceneResult> scenes, List<String> tagColumns, Set<Integer> codes) {
    public Evaluation {
        scenes = List.copyOf(scenes);
        tagColumns = List.copyOf(tagColumns);
        codes = Set.copyOf(codes);
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException("An evaluation of no scene");
        }
    }

    /** Of masks of which no more is known than what they hold. */
    public Evaluation(String subject, String note, List<SceneResult> scenes, List<String> tagColumns) {
        this(subject, note, scenes, tagColumns, codesIn(scenes));
    }

    /**
     * Some scenes taken together, pixel by pixel: a large scene weighs more than a small one.
     *
     * @param name what they have in common
     * @param scenes how many
     * @param matrix their pixels
     */
    public record Group(String name, int scenes, ConfusionMatrix matrix) {}

    /** An evaluation of which only the sum is known. */
    public static Evaluation ofTotal(
            String subject, String note, ConfusionMatrix matrix, @Nullable ProbabilityCounts probabilities) {
        return new Evaluation(
                subject, note, List.of(new SceneResult("all", Map.of(), matrix, probabilities)), List.of());
    }

    /** What can be said beyond cloud and not cloud. */
    public Kinds kinds() {
        return Kinds.of(all().matrix(), codes);
    }

    /** How far the cloud cover of the scenes is off. */
    public CoverError coverError() {
        return CoverError.of(scenes);
    }

    /** All scenes. */
    public Group all() {
        return group("all", scenes);
    }

    /** The scenes of each tag, by column and name; one scene may stand in several groups. */
    public List<Group> tagged() {
        List<Group> groups = new ArrayList<>();
        for (String column : tagColumns) {
            Map<String, List<SceneResult>> byTag = new TreeMap<>();
            for (SceneResult scene : scenes) {
                scene.tags(column)
                        .forEach(tag -> byTag.computeIfAbsent(tag, t -> new ArrayList<>())
                                .add(scene));
            }
            byTag.forEach((tag, members) -> groups.add(group(tag, members)));
        }
        return groups;
    }

    /** The scenes with the greatest share of wrong pixels, worst first; by name where they are equal. */
    public List<SceneResult> worst(int count) {
        return scenes.stream()
                .filter(scene -> scene.matrix().total() > 0)
                .sorted(Comparator.<SceneResult>comparingDouble(
                                scene -> CloudScores.of(scene.matrix()).accuracy())
                        .thenComparing(SceneResult::name))
                .limit(count)
                .toList();
    }

    /** The probabilities of all scenes, or null where a scene has none. */
    public @Nullable ProbabilityCounts probabilities() {
        ProbabilityCounts sum = new ProbabilityCounts();
        for (SceneResult scene : scenes) {
            if (scene.probabilities() == null) {
                return null;
            }
            sum.merge(scene.probabilities());
        }
        return sum;
    }

    private static Set<Integer> codesIn(List<SceneResult> scenes) {
        Set<Integer> codes = new TreeSet<>();
        for (SceneResult scene : scenes) {
            for (int code = 0; code < scene.matrix().classes(); code++) {
                if (scene.matrix().predictions(code) > 0) {
                    codes.add(code);
                }
            }
        }
        return codes;
    }

    private static Group group(String name, List<SceneResult> members) {
        ConfusionMatrix matrix = new ConfusionMatrix(members.get(0).matrix().classes());
        members.forEach(scene -> matrix.merge(scene.matrix()));
        return new Group(name, members.size(), matrix);
    }
}
