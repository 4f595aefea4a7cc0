package io.cloudless.draw;

/**
 * How a scene becomes a picture that fits a screen: squares of {@code factor} x {@code factor} pixels become one.
 *
 * @param width columns of the scene
 * @param height rows of the scene
 * @param factor 1 or more
 */
record Shrinking(int width, int height, int factor) {
    /** Longest edge of a picture. */
    static final int MAX_EDGE = 2048;

    static Shrinking of(int width, int height) {
        return of(width, height, MAX_EDGE);
    }

    static Shrinking of(int width, int height, int maxEdge) {
        return new Shrinking(width, height, (Math.max(width, height) + maxEdge - 1) / maxEdge);
    }

    /** Columns of the picture; the last one may stand for fewer columns of the scene. */
    int pictureWidth() {
        return (width + factor - 1) / factor;
    }

    /** Rows of the picture; the last one may stand for fewer rows of the scene. */
    int pictureHeight() {
        return (height + factor - 1) / factor;
    }

    /** The scene's column in the middle of one of the picture's. */
    int columnAt(int x) {
        return Math.min(x * factor + factor / 2, width - 1);
    }

    /** The scene's row in the middle of one of the picture's. */
    int rowAt(int y) {
        return Math.min(y * factor + factor / 2, height - 1);
    }
}
