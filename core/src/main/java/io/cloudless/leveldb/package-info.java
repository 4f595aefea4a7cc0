/**
 * LevelDB's databases, read and never changed, from the files as they lie there.
 *
 * <p>Read {@link io.cloudless.leveldb.LevelDb} first. Each byte is believed only after its checksum, and no work or memory
 * is out of proportion to the size of the files: a database may come from anybody.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/impl.md">LevelDB: the files</a>
 */
@NullMarked
package io.cloudless.leveldb;

import org.jspecify.annotations.NullMarked;
