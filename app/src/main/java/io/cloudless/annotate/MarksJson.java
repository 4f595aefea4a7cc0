package io.cloudless.annotate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudless.scene.Annotation;
import io.cloudless.scene.Point;
import io.cloudless.scene.Ring;
import io.cloudless.scene.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Marks as the page and the database have them: a JSON array of objects, in the order of drawing. */
public final class MarksJson {
    /** Of one image. */
    public static final int MOST_MARKS = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS =
            Set.of("type", "label", "origin", "probability", "x", "y", "width", "height", "rings", "parts", "runs");

    private MarksJson() {}

    /**
     * Reads marks.
     *
     * @param width columns of the image
     * @param height rows of the image
     * @throws IllegalArgumentException if something in it is none
     */
    public static List<Mark> parse(JsonNode array, int width, int height) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("Shapes are a list");
        }
        if (array.size() > MOST_MARKS) {
            throw new IllegalArgumentException(array.size() + " shapes; " + MOST_MARKS + " are possible");
        }
        List<Mark> marks = new ArrayList<>();
        for (JsonNode node : array) {
            node.fieldNames().forEachRemaining(field -> {
                if (!FIELDS.contains(field)) {
                    throw new IllegalArgumentException("A shape has no field '" + field + "'");
                }
            });
            Shape shape = shape(node, width, height);
            if (!(shape instanceof Shape.Region region) || region.runs().area() > 0) { // all rubbed out again
                marks.add(new Mark(
                        new Annotation(text(node, "label"), shape),
                        node.path("origin").asText("person").equals("model"),
                        node.path("probability").asDouble(Double.NaN)));
            }
        }
        return marks;
    }

    /** Reads marks that {@link #write} wrote. */
    public static List<Mark> parse(String json, int width, int height) {
        try {
            return parse(JSON.readTree(json), width, height);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Shapes are a JSON list", e);
        }
    }

    private static Shape shape(JsonNode node, int width, int height) {
        return switch (text(node, "type")) {
            case "box" ->
                new Shape.Box(
                        number(node, "x"),
                        number(node, "y"),
                        number(node, "x") + positive(node, "width"),
                        number(node, "y") + positive(node, "height"));
            case "polygon" -> polygon(node);
            case "mask" -> new Shape.Region(MaskRuns.parse(node, width, height));
            case "whole" -> new Shape.Whole();
            default -> throw new IllegalArgumentException("There is no shape '" + text(node, "type") + "'");
        };
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("A shape needs a text '" + field + "'");
        }
        return node.path(field).asText();
    }

    private static double number(JsonNode node, String field) {
        if (!node.path(field).isNumber()) {
            throw new IllegalArgumentException("A " + text(node, "type") + " needs a number '" + field + "'");
        }
        return node.path(field).asDouble();
    }

    private static double positive(JsonNode node, String field) {
        double value = number(node, field);
        if (!(value >= 0)) {
            throw new IllegalArgumentException("The " + field + " of a box is " + value);
        }
        return value;
    }

    private static Shape.Polygon polygon(JsonNode node) {
        List<Ring> rings = new ArrayList<>();
        for (JsonNode ring : node.path("rings")) {
            List<Point> points = new ArrayList<>();
            for (JsonNode point : ring) {
                if (point.size() != 2
                        || !point.get(0).isNumber()
                        || !point.get(1).isNumber()) {
                    throw new IllegalArgumentException("A point of a polygon is [x, y], not " + point);
                }
                points.add(new Point(point.get(0).asDouble(), point.get(1).asDouble()));
            }
            rings.add(new Ring(points));
        }
        List<Integer> sizes = new ArrayList<>();
        node.path("parts").forEach(size -> sizes.add(size.asInt()));
        if (sizes.isEmpty()) {
            sizes.add(rings.size());
        }
        List<Shape.Polygon.Part> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            if (size < 1 || from + size > rings.size()) {
                throw new IllegalArgumentException("A polygon of " + rings.size() + " rings in parts of " + sizes);
            }
            parts.add(new Shape.Polygon.Part(rings.get(from), rings.subList(from + 1, from + size)));
            from += size;
        }
        return new Shape.Polygon(parts);
    }

    /** Writes marks. */
    public static String write(List<Mark> marks) {
        ArrayNode array = JSON.createArrayNode();
        for (Mark mark : marks) {
            ObjectNode node = array.addObject();
            write(mark.annotation().shape(), node);
            node.put("label", mark.annotation().className());
            if (mark.fromModel()) {
                node.put("origin", "model");
            }
            if (!Double.isNaN(mark.probability())) {
                node.put("probability", mark.probability());
            }
        }
        return array.toString();
    }

    private static void write(Shape shape, ObjectNode node) {
        if (shape instanceof Shape.Box box) {
            node.put("type", "box")
                    .put("x", box.x0())
                    .put("y", box.y0())
                    .put("width", new Point(box.x1() - box.x0(), 0).x())
                    .put("height", new Point(box.y1() - box.y0(), 0).x());
        } else if (shape instanceof Shape.Polygon polygon) {
            node.put("type", "polygon");
            ArrayNode rings = node.putArray("rings");
            for (Shape.Polygon.Part part : polygon.parts()) {
                write(part.outline(), rings.addArray());
                part.holes().forEach(hole -> write(hole, rings.addArray()));
            }
            if (polygon.parts().size() > 1) {
                ArrayNode parts = node.putArray("parts");
                polygon.parts().forEach(part -> parts.add(1 + part.holes().size()));
            }
        } else if (shape instanceof Shape.Region region) {
            node.put("type", "mask");
            MaskRuns.write(region.runs(), node);
        } else {
            node.put("type", "whole");
        }
    }

    private static void write(Ring ring, ArrayNode points) {
        ring.points().forEach(point -> points.addArray().add(point.x()).add(point.y()));
    }
}
