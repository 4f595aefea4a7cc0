package io.cloudless.scene;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.raster.Georeference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between the pixels of an image and the coordinates of a GeoJSON file.
 *
 * @param place null: the file is in pixels too
 */
record Ground(@Nullable Georeference place) {
    /** A tenth of a millimetre is less than a thousandth of any pixel. */
    private static final double DECIMALS = 1e10;

    Point toPixel(double x, double y) {
        if (place == null) {
            return new Point(x, y);
        }
        try {
            double[] pixel = place.pixel(x, y);
            return new Point(pixel[0], pixel[1]);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    double[] toFile(Point point) {
        if (place == null) {
            return new double[] {point.x(), point.y()};
        }
        double[] degrees = place.lonLat(point.x(), point.y());
        return new double[] {Math.rint(degrees[0] * DECIMALS) / DECIMALS, Math.rint(degrees[1] * DECIMALS) / DECIMALS};
    }

    void write(Shape.Polygon polygon, JsonGenerator json) throws IOException {
        boolean single = polygon.parts().size() == 1;
        json.writeStartObject();
        json.writeStringField("type", single ? "Polygon" : "MultiPolygon");
        json.writeArrayFieldStart("coordinates");
        for (Shape.Polygon.Part part : polygon.parts()) {
            if (!single) {
                json.writeStartArray();
            }
            write(part.outline(), true, json);
            for (Ring hole : part.holes()) {
                write(hole, false, json);
            }
            if (!single) {
                json.writeEndArray();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Outlines go anticlockwise and holes clockwise (RFC 7946, 3.1.6), from the same first point. */
    private void write(Ring ring, boolean anticlockwise, JsonGenerator json) throws IOException {
        List<double[]> positions = new ArrayList<>();
        ring.points().forEach(point -> positions.add(toFile(point)));
        positions.add(positions.get(0));
        double doubleArea = 0;
        for (int i = 1; i < positions.size(); i++) {
            double[] from = positions.get(i - 1);
            double[] to = positions.get(i);
            doubleArea += (from[0] - positions.get(0)[0]) * (to[1] - positions.get(0)[1])
                    - (to[0] - positions.get(0)[0]) * (from[1] - positions.get(0)[1]);
        }
        if (doubleArea > 0 != anticlockwise) {
            Collections.reverse(positions);
        }
        json.writeStartArray();
        for (double[] position : positions) {
            Numbers.writeArray(json, position);
        }
        json.writeEndArray();
    }
}
