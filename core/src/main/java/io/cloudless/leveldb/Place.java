package io.cloudless.leveldb;

/**
 * Where a value lies.
 *
 * @param from its first byte in the content of the chunk
 */
record Place(Chunk chunk, int from, int length) {}
