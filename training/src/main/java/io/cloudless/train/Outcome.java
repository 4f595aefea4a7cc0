package io.cloudless.train;

/** How well a network does on the validation pictures, as the loop needs to know it. */
interface Outcome {
    /** Mean over what was validated. */
    double loss();

    /** Share of right answers, 0 to 1. */
    double accuracy();

    /** By which the best weights are chosen: the greater the better, at least 0. */
    double score();

    /** More figures for the table of validations, in the order of {@link Objective#columns}. */
    double[] figures();
}
