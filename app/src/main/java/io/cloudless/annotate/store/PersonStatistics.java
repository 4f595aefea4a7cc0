package io.cloudless.annotate.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What one person has done.
 *
 * @param tasks how many of their tasks are in each state
 * @param reviewed how many tasks they accepted or sent back last
 * @param unseen how many of their annotations are the model's, unchanged
 * @param shapes how many shapes their annotations have together
 * @param medianSeconds half of their images took no longer; NaN where nobody measured
 */
public record PersonStatistics(
        String name, Map<TaskState, Integer> tasks, int reviewed, int unseen, long shapes, double medianSeconds) {
    public PersonStatistics {
        tasks = Map.copyOf(tasks);
    }

    static List<PersonStatistics> all(Handle handle) {
        Map<String, Sums> people = new TreeMap<>();
        handle.createQuery("SELECT p.name, t.state, t.model, t.shape_count, t.seconds FROM task t"
                        + " JOIN person p ON p.id = t.annotator_id")
                .map((row, context) -> {
                    Sums sums = people.computeIfAbsent(row.getString("name"), Sums::new);
                    sums.add(
                            TaskState.of(row.getString("state")),
                            ModelShare.of(row.getString("model")),
                            row.getInt("shape_count"),
                            row.getDouble("seconds"));
                    return sums;
                })
                .forEach(sums -> {});
        handle.createQuery("SELECT p.name, COUNT(*) AS tasks FROM task t JOIN person p ON p.id = t.reviewer_id"
                        + " GROUP BY p.name")
                .map((row, context) -> Map.entry(row.getString("name"), row.getInt("tasks")))
                .forEach(entry -> people.computeIfAbsent(entry.getKey(), Sums::new).reviewed = entry.getValue());
        return people.values().stream().map(Sums::statistics).toList();
    }

    /** On the way to one person's figures. */
    private static final class Sums {
        private final String name;
        private final Map<TaskState, Integer> tasks = new EnumMap<>(TaskState.class);
        private final List<Double> seconds = new ArrayList<>();
        private int reviewed;
        private int unseen;
        private long shapes;

        Sums(String name) {
            this.name = name;
        }

        void add(TaskState state, ModelShare model, int shapeCount, double duration) {
            tasks.merge(state, 1, Integer::sum);
            unseen += model == ModelShare.UNSEEN ? 1 : 0;
            shapes += shapeCount;
            if (duration > 0) {
                seconds.add(duration);
            }
        }

        PersonStatistics statistics() {
            seconds.sort(Comparator.naturalOrder());
            double median = seconds.isEmpty() ? Double.NaN : seconds.get((seconds.size() - 1) / 2);
            return new PersonStatistics(name, tasks, reviewed, unseen, shapes, median);
        }
    }
}
