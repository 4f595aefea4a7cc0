package io.cloudless.leveldb;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** What was written last and is in no table yet: batches of writes, each a record of a log. */
final class WriteLog {

    private static final int DELETED = 0;
    private static final int WRITTEN = 1;

    private WriteLog() {}

    static void read(Path file, Entries entries) throws IOException {
        try (LogReader reader = LogReader.open(file, 0)) {
            for (byte[] batch = reader.next(); batch != null; batch = reader.next()) {
                read(batch, new LogRecord(file, reader.recordOffset()), entries);
            }
        }
    }

    private static void read(byte[] batch, LogRecord record, Entries entries) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(batch);
        long sequence = in.readFixed64();
        int count = in.readFixed32();
        int found = 0;
        while (!in.isAtEnd()) {
            int kind = in.readRawByte();
            byte[] key = in.readByteArray();
            switch (kind) {
                case DELETED -> entries.add(key, sequence + found, null);
                case WRITTEN -> {
                    int length = in.readRawVarint32();
                    entries.add(key, sequence + found, new Place(record, in.getTotalBytesRead(), length));
                    in.skipRawBytes(length);
                }
                default -> throw new IOException("a write is of the unknown kind " + kind);
            }
            found++;
        }
        if (found != count) {
            throw new IOException("a batch of " + count + " writes holds " + found);
        }
    }
}
