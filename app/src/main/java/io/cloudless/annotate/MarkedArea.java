package io.cloudless.annotate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many pixels there are to go through in all windows of the marks of an image together: what bounds the work of reading
 * and drawing them, since few characters may stand for many pixels.
 */
final class MarkedArea {
    /** Of an image, where all its marks lie over each other. */
    private static final int MOST_IMAGES = 64;

    private final int width;
    private final int height;

    private MarkedArea(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Checks marks before they are read; shapes that are none count for nothing.
     *
     * @param width columns of the image
     * @param height rows of the image
     * @throws IllegalArgumentException if it takes too long to go through them
     */
    static void check(JsonNode shapes, int width, int height) {
        MarkedArea area = new MarkedArea(width, height);
        double most = (double) MOST_IMAGES * width * height;
        double sum = 0;
        for (JsonNode shape : shapes) {
            sum += area.of(shape);
        }
        if (!(sum <= most)) { // also where it is no number
            throw new IllegalArgumentException(
                    "The shapes lie over each other so much that together they have the pixels of more than "
                            + MOST_IMAGES + " images");
        }
    }

    private double of(JsonNode shape) {
        return switch (shape.path("type").asText()) {
            case "box", "mask" ->
                window(
                        shape.path("x").asDouble(),
                        shape.path("y").asDouble(),
                        shape.path("x").asDouble() + shape.path("width").asDouble(),
                        shape.path("y").asDouble() + shape.path("height").asDouble());
            case "polygon" -> around(shape.path("rings"));
            case "whole" -> (double) width * height;
            default -> 0;
        };
    }

    /** The window of all points, and a pixel for each row that an edge crosses. */
    private double around(JsonNode rings) {
        double left = width;
        double top = height;
        double right = 0;
        double bottom = 0;
        double crossings = 0;
        for (JsonNode ring : rings) {
            double lastY = ring.path(ring.size() - 1).path(1).asDouble();
            for (JsonNode point : ring) {
                double y = point.path(1).asDouble();
                left = Math.min(left, point.path(0).asDouble());
                right = Math.max(right, point.path(0).asDouble());
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                crossings += Math.abs(clipped(y) - clipped(lastY));
                lastY = y;
            }
        }
        return window(left, top, right, bottom) + crossings;
    }

    private double clipped(double y) {
        return Math.max(0, Math.min(height, y));
    }

    private double window(double left, double top, double right, double bottom) {
        return Math.max(0, Math.min(width, right) - Math.max(0, left))
                * Math.max(0, Math.min(height, bottom) - Math.max(0, top));
    }
}
