package io.cloudless.annotate.store;

/**
 * What every write says of itself.
 *
 * @param task number of the task
 * @param version which version of it the writer has seen
 * @param id chosen by the writer, another for each write: a write that comes twice is done once
 * @param person who writes
 * @param now in milliseconds
 */
public record Save(long task, long version, String id, Person person, long now) {
    private static final int LONGEST_ID = 64;

    public Save {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("A write needs an id of 1 to " + LONGEST_ID + " characters");
        }
    }
}
