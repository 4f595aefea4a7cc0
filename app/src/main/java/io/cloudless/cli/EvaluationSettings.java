package io.cloudless.cli;

import org.jspecify.annotations.Nullable;

/**
 * What every evaluation is told.
 *
 * @param threshold from which probability on the answer is yes, 0..1, or null: as the model says
 * @param note a line to keep with the results, or empty
 * @param threads how many processors to use, at least 1
 */
record EvaluationSettings(@Nullable Double threshold, String note, int threads) {}
