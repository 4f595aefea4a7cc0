/**
 * Trains networks and writes them as model files.
 *
 * <p>A network is described once, as a {@link io.cloudless.train.Graph}; PyTorch runs that description while training and
 * {@code OnnxExport} writes it down afterwards. Read {@code TrainingLoop} first: it is the loop, which knows no more of
 * the task than its {@code Objective} says. {@link io.cloudless.train.Trainer} makes networks that tell the class of every
 * pixel, {@link io.cloudless.train.ClassifierTrainer} those that tell what a picture shows as a whole.
 */
@NullMarked
package io.cloudless.train;

import org.jspecify.annotations.NullMarked;
