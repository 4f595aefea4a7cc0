package io.cloudless.train;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pictures that one step of training sees.
 *
 * @param count how many
 * @param size edge of each in pixels
 * @param bands of each
 * @param images values from 0 to 1: (count, size, size, bands), bands interleaved
 * @param truth class codes: one for each picture, or one for each pixel (count, size, size); 255 counts not
 * @param taught what teachers say of every pixel, see {@link Lesson}; empty where there are none
 */
record Batch(int count, int size, int bands, float[] images, long[] truth, float[] taught) {
    /** Without a teacher. */
    Batch(int count, int size, int bands, float[] images, long[] truth) {
        this(count, size, bands, images, truth, new float[0]);
    }

    /** The pictures as (count, bands, size, size), in the caller's scope of pointers. */
    Tensor tensor() {
        return torch.from_blob(new FloatPointer(images), count, size, size, bands)
                .permute(0, 3, 1, 2);
    }

    /** One of several parts of equal size; the first are those of the first pictures. */
    Batch part(int number, int parts) {
        return new Batch(
                count / parts,
                size,
                bands,
                part(images, number, parts),
                part(truth, number, parts),
                part(taught, number, parts));
    }

    private static float[] part(float[] all, int number, int parts) {
        int length = all.length / parts;
        return Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }

    private static long[] part(long[] all, int number, int parts) {
        int length = all.length / parts;
        return Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }

    /** The truth as (count) or (count, size, size), in the caller's scope of pointers. */
    Tensor truthTensor() {
        return truth.length == count ? Tensor.create(truth, count) : Tensor.create(truth, count, size, size);
    }

    /** Whether any teacher says anything. */
    boolean isTaught() {
        return taught.length > 0;
    }

    /** What was taught as (count, sets, size, size), in the caller's scope of pointers. */
    Tensor taughtTensor() {
        return Tensor.create(taught, count, taught.length / ((long) count * size * size), size, size);
    }
}
