package io.cloudless.train;

import io.cloudless.dataset.PreparedDataset;

/**
 * A dataset and how often its chips are drawn beside those of others.
 *
 * @param dataset prepared images
 * @param weight share of the draws, relative to the other datasets' weights; with 0 it serves validation only
 */
public record WeightedData(PreparedDataset dataset, double weight) {
    public WeightedData {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A dataset's weight must be 0 or more, not " + weight);
        }
    }
}
