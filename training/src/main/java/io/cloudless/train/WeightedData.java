package io.cloudless.train;

import io.cloudless.dataset.PreparedDataset;

/**
 * A dataset and how often its chips are drawn beside those of others.
 *
 * @param dataset prepared images
 * @param weight share of the draws, relative to the other datasets' weights
 */
public record WeightedData(PreparedDataset dataset, double weight) {}
