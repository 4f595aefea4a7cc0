package io.cloudless.train;

/**
 * What teachers say of the pixels of one crop: for each set of classes that a teacher may tell, {@code SETS}, a plane of how
 * likely the pixel is of that set, times the teacher's share of the loss. All planes together are at a pixel what teachers have
 * of the loss there; the rest is the truth's.
 */
final class Lesson {
    private static final int[] SETS = {
        ClassSets.CLEAR,
        ClassSets.SHADOW,
        ClassSets.CLEAR | ClassSets.SHADOW,
        ClassSets.THICK,
        ClassSets.THIN,
        ClassSets.CLOUD
    };

    private final int area;
    private final float[] planes;

    /** Of a crop of so many pixels, of which nothing has been said yet. */
    Lesson(int area) {
        this.area = area;
        this.planes = new float[SETS.length * area];
    }

    /** Number of sets, and planes. */
    static int sets() {
        return SETS.length;
    }

    /** Classes of a plane, as {@link ClassSets} has them. */
    static int set(int plane) {
        return SETS[plane];
    }

    /** Adds to what is said of a pixel. */
    void add(int set, int pixel, float weight) {
        for (int plane = 0; plane < SETS.length; plane++) {
            if (SETS[plane] == set) {
                planes[plane * area + pixel] += weight;
                return;
            }
        }
        throw new IllegalArgumentException("No teacher tells the set " + set);
    }

    /** The teachers saw this pixel otherwise than it is now. */
    void forget(int pixel) {
        for (int plane = 0; plane < SETS.length; plane++) {
            planes[plane * area + pixel] = 0;
        }
    }

    /** (sets, pixels). */
    float[] planes() {
        return planes;
    }
}
