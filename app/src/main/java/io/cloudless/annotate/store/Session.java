package io.cloudless.annotate.store;

/**
 * A browser that has logged in.
 *
 * @param person who sits before it
 * @param csrf what its page says with every change, which no other site knows
 */
public record Session(Person person, String csrf) {}
