package io.cloudless.annotate.store;

/**
 * A scene that images were cut from.
 *
 * @param name unique in the project
 * @param source tells the file and how it was cut: importing the same again adds nothing
 * @param width columns
 * @param height rows
 * @param profile JSON: bands and how they are shown
 * @param complete whether all its images are there
 */
public record Scene(long id, String name, String source, int width, int height, String profile, boolean complete) {}
