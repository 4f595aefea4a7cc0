package io.cloudless.cli;

import io.cloudless.work.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress on stderr: on a terminal a bar with rate and remaining time, elsewhere (a log file, a pipe) a plain line now
 * and then. Work that is over before {@link #PATIENCE_MILLIS} shows nothing at all.
 */
final class TerminalProgress implements Progress {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long MILLIS_BETWEEN_LINES = 10_000;

    private final PrintStream err;
    private final boolean terminal;
    private final Deque<Task> tasks = new ArrayDeque<>();

    private TerminalProgress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    static TerminalProgress on(PrintStream err) {
        return new TerminalProgress(err, isTerminal(err));
    }

    /** {@link System#console()} asks about stdin and stdout; a bar needs to know about stderr. */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on a bar may get into a file where there is no /proc
    private static boolean isTerminal(PrintStream stream) {
        if (stream != System.err) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null; // no Linux
        }
    }

    @Override
    public synchronized void begin(String task, long total, String unit) {
        tasks.push(terminal ? new BarTask(task, total, unit) : new LineTask(task, total, unit));
    }

    @Override
    public synchronized void advance(long steps) {
        Task task = tasks.peek();
        if (task != null) {
            task.done += steps;
            task.before = Math.min(task.before, task.done);
            task.show();
        }
    }

    @Override
    public synchronized void resume(long steps) {
        Task task = tasks.peek();
        if (task != null) {
            task.before = steps;
            task.done = steps;
        }
    }

    @Override
    public synchronized void note(String extra) {
        Task task = tasks.peek();
        if (task != null) {
            task.note = extra;
        }
    }

    @Override
    public synchronized void end() {
        Task task = tasks.poll();
        if (task != null) {
            task.end();
        }
    }

    /** One piece of work, from begin to end. */
    private abstract static class Task {
        final String name;
        final long total;
        final String unit;
        final long start = System.nanoTime();
        long before;
        long done;
        String note = "";

        Task(String name, long total, String unit) {
            this.name = name;
            this.total = total;
            this.unit = unit;
        }

        final long millis() {
            return (System.nanoTime() - start) / 1_000_000;
        }

        /** Called after each step. */
        abstract void show();

        abstract void end();
    }

    private final class BarTask extends Task {
        private @Nullable ProgressBar bar;

        BarTask(String name, long total, String unit) {
            super(name, total, unit);
        }

        @Override
        void show() {
            if (bar == null && millis() >= PATIENCE_MILLIS) {
                bar = new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(total)
                        .startsFrom(before, Duration.ZERO)
                        .setUnit(" " + unit, 1)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(err))
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .build();
            }
            if (bar != null) {
                bar.stepTo(done).setExtraMessage(note);
            }
        }

        @Override
        void end() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    private final class LineTask extends Task {
        private long lastLine;

        LineTask(String name, long total, String unit) {
            super(name, total, unit);
        }

        @Override
        void show() {
            long millis = millis();
            if (millis - lastLine >= MILLIS_BETWEEN_LINES && done > before) {
                lastLine = millis;
                err.println(line(millis / 1000.0));
            }
        }

        private String line(double seconds) {
            double rate = (done - before) / seconds;
            String line = total < 0
                    ? String.format(Locale.ROOT, "%s: %d %s, %.1f/s", name, done, unit, rate)
                    : String.format(
                            Locale.ROOT,
                            "%s: %d of %d %s (%d %%), %.1f/s, %.0f s left",
                            name,
                            done,
                            total,
                            unit,
                            done * 100 / Math.max(1, total),
                            rate,
                            (total - done) / rate);
            return note.isEmpty() ? line : line + ", " + note;
        }

        @Override
        void end() {}
    }
}
