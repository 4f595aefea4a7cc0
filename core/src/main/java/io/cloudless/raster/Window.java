package io.cloudless.raster;

/**
 * A rectangle of pixels on a raster's grid.
 *
 * @param x column of the left edge, counted from 0
 * @param y row of the upper edge, counted from 0
 * @param width columns, at least 0
 * @param height rows, at least 0
 */
public record Window(int x, int y, int width, int height) {
    public Window {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("A window of " + width + " x " + height + " pixels");
        }
    }

    /** The whole of a raster of this size. */
    public static Window of(int width, int height) {
        return new Window(0, 0, width, height);
    }

    /** First column right of the window. */
    public int right() {
        return x + width;
    }

    /** First row below the window. */
    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** Number of pixels. */
    public long area() {
        return (long) width * height;
    }

    /** Grown by this many pixels on each of the four sides; may reach outside its raster. */
    public Window pad(int pixels) {
        return new Window(x - pixels, y - pixels, width + 2 * pixels, height + 2 * pixels);
    }

    /** The part inside {@code bounds}; empty where they do not meet. */
    public Window clip(Window bounds) {
        int left = Math.max(x, bounds.x);
        int top = Math.max(y, bounds.y);
        int clippedWidth = Math.max(0, Math.min(right(), bounds.right()) - left);
        int clippedHeight = Math.max(0, Math.min(bottom(), bounds.bottom()) - top);
        return new Window(left, top, clippedWidth, clippedHeight);
    }

    public boolean contains(Window other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
}
