package io.cloudless.leveldb;

import org.jspecify.annotations.Nullable;

/** Takes what files hold, in any order. */
@FunctionalInterface
interface Entries {
    /**
     * Takes one write.
     *
     * @param sequence number of the write; of two of the same key the one with the higher number holds
     * @param place of the value; null where the key was deleted
     */
    void add(byte[] key, long sequence, @Nullable Place place);
}
