package io.cloudless.annotate;

import io.cloudless.scene.AnnotationFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What annotations can be exported as. */
public enum ExportFormat {
    /** {@code annotated.json} as the tool of 2016 wrote it. */
    CLOUDLESS(AnnotationFormat.CLOUDLESS, "annotated.json"),
    /** COCO, {@code annotations.json}. */
    COCO(AnnotationFormat.COCO, "annotations.json"),
    /** YOLO, the folder {@code labels}. */
    YOLO(AnnotationFormat.YOLO, "labels"),
    /** Pascal VOC, the folder {@code annotations}. */
    VOC(AnnotationFormat.VOC, "annotations"),
    /** GeoJSON, {@code annotations.geojson}. */
    GEOJSON(AnnotationFormat.GEOJSON, "annotations.geojson"),
    /** A GeoTIFF of class codes for each image, in the folder {@code masks}: what {@code prepare} takes. */
    MASK(null, "masks");

    private final @Nullable AnnotationFormat format;
    private final String target;

    ExportFormat(@Nullable AnnotationFormat format, String target) {
        this.format = format;
        this.target = target;
    }

    /** As a file of shapes; empty for masks. */
    Optional<AnnotationFormat> format() {
        return Optional.ofNullable(format);
    }

    /** File or folder within the folder exported to. */
    public String target() {
        return target;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
