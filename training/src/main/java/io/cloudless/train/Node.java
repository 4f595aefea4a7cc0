package io.cloudless.train;

import java.util.List;

/**
 * One step of a network.
 *
 * @param index position in {@link Graph#nodes()}
 * @param channels of its result
 * @param op what it computes
 * @param inputs positions of the nodes that it reads, all before it
 */
record Node(int index, int channels, Op op, List<Integer> inputs) {}
