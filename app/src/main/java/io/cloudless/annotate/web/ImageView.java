package io.cloudless.annotate.web;

import io.cloudless.annotate.chip.SceneProfile;
import io.cloudless.annotate.store.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image as the page gets it. */
record ImageView(
        long id,
        String name,
        SceneView scene,
        int x,
        int y,
        int width,
        int height,
        List<SceneProfile.BandProfile> bands,
        @Nullable Double nodata,
        @Nullable Integer epsg,
        @Nullable Double pixelSizeMetres,
        @Nullable List<Double> transform,
        Shown stretch,
        @Nullable Double usefulness,
        String values,
        String display) {
    record SceneView(long id, String name, int width, int height) {}

    /** Bands shown as red, green and blue. */
    record Shown(int red, int green, int blue) {}

    static ImageView of(Image image) {
        SceneProfile profile = SceneProfile.parse(image.scene().profile());
        return new ImageView(
                image.id(),
                image.name(),
                scene(image),
                image.window().x(),
                image.window().y(),
                image.window().width(),
                image.window().height(),
                profile.bands(),
                profile.nodata(),
                profile.epsg(),
                profile.pixelSizeMetres(),
                profile.transformAt(image.window().x(), image.window().y()),
                new Shown(profile.red(), profile.green(), profile.blue()),
                image.usefulness() < 0 ? null : (Double) image.usefulness(),
                path(image) + "values.tif",
                display(image));
    }

    static SceneView scene(Image image) {
        return new SceneView(
                image.scene().id(),
                image.scene().name(),
                image.scene().width(),
                image.scene().height());
    }

    /** Where its picture is. */
    static String display(Image image) {
        return path(image) + "display.png";
    }

    private static String path(Image image) {
        return "/api/images/" + image.id() + "/";
    }
}
