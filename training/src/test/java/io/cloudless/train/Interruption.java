package io.cloudless.train;

import io.cloudless.work.Progress;

/** Ends the training the hard way after so many steps. */
final class Interruption implements Progress {
    private long left;

    Interruption(long steps) {
        this.left = steps;
    }

    @Override
    public void begin(String task, long total, String unit) {}

    @Override
    public void advance(long steps) {
        left -= steps;
        if (left < 0) {
            throw new IllegalStateException("interrupted");
        }
    }

    @Override
    public void note(String extra) {}

    @Override
    public void end() {}
}
