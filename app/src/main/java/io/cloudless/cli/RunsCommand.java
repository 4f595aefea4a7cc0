package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.run.RunFigures;
import io.cloudless.run.TrainingRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cloudless runs}: the lab notebook. */
@Command(
        name = "runs",
        description = {
            "Lists all training runs: how they stand, what they came to, what they were about.",
            "The figures are those of statistics.json, which 'train' and 'evaluate --run' write; of a run that goes on,"
                    + " those of its last validation. A run without a model that has written nothing for a quarter of an"
                    + " hour has stopped: 'train --resume' goes on with it."
        },
        footer = {"", "Examples:", "  cloudless runs", "  cloudless runs --runs old/runs --json"})
final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final String ROW = "%-6s %-8s %-8s %-14s %13s %8s %6s %6s %6s  %-16s  %s";

    @Mixin
    private final Console console;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(names = "--json", description = "Print an object per run, one a line, instead of a table.")
    private boolean json;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        List<TrainingRun> all = TrainingRun.allIn(runs, Instant.now());
        if (json) {
            for (TrainingRun run : all) {
                console.out().println(jsonOf(run));
            }
            return 0;
        }
        if (all.isEmpty()) {
            console.remark("There are no runs in " + runs);
            return 0;
        }
        row("run", "state", "task", "network", "steps", "accuracy", "F1", "IoU", "BOA", "last step", "note");
        all.forEach(this::row);
        return 0;
    }

    private void row(TrainingRun run) {
        RunFigures figures = run.figures();
        boolean broken = run.state() == TrainingRun.State.BROKEN;
        row(
                run.folder().getFileName(),
                stateOf(run),
                run.config().task(),
                run.config().network(),
                broken ? "" : steps(run),
                figure(figures.accuracy()),
                figure(figures.f1()),
                figure(figures.iou()),
                figure(figures.boa()),
                run.touched().equals(Instant.EPOCH)
                        ? ""
                        : MINUTE.format(run.touched().atZone(ZoneId.systemDefault())),
                broken ? run.problem() : run.note().replaceAll("\\s*\\R\\s*", " / "));
    }

    private void row(Object... cells) {
        console.out().println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
    }

    private static String steps(TrainingRun run) {
        long planned = run.config().iterations();
        return planned == 0 ? Long.toString(run.iteration()) : run.iteration() + "/" + planned;
    }

    private static String stateOf(TrainingRun run) {
        return run.state().name().toLowerCase(Locale.ROOT);
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String jsonOf(TrainingRun run) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode();
        node.put("run", run.number());
        node.put("folder", run.folder().toString());
        node.put("state", stateOf(run));
        node.put("task", run.config().task());
        node.put("network", run.config().network());
        node.put("iteration", run.iteration());
        node.put("iterations", run.config().iterations());
        RunFigures figures = run.figures();
        number(node, "loss", figures.loss());
        number(node, "accuracy", figures.accuracy());
        number(node, "f1", figures.f1());
        number(node, "iou", figures.iou());
        number(node, "boa", figures.boa());
        node.put("touched", run.touched().toString());
        node.put("note", run.note());
        node.put("problem", run.problem());
        return mapper.writeValueAsString(node);
    }

    /** JSON has no NaN. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
