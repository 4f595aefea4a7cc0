package io.cloudless.work;

/** Is told how far a long piece of work has come. Calls may come from any thread. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void note(String extra) {}

        @Override
        public void end() {}
    };

    /**
     * A task begins.
     *
     * @param task what is done, in a word or two, such as {@code "scene.tif"}
     * @param total how many steps it has, or -1 where nobody knows
     * @param unit what one step is, such as {@code "tiles"}
     */
    void begin(String task, long total, String unit);

    /** So many more steps are done; fewer than 0: so many were in vain and begin again. */
    void advance(long steps);

    /** So many steps were done before, by a run that this one goes on from: they say nothing about the rate. */
    default void resume(long steps) {
        advance(steps);
    }

    /** Shows a figure beside the bar, such as the loss of the last step. */
    void note(String extra);

    /** The task begun last is over, well or badly. */
    void end();
}
