package io.cloudless.annotate.web;

import io.cloudless.annotate.Prelabels;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.chip.DisplayPicture;
import io.cloudless.annotate.chip.SceneProfile;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.Task;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images: values, pictures, what the model finds, what lies around them. */
final class ImageRoutes {
    private final Project project;
    private final @Nullable Prelabels prelabels;

    ImageRoutes(Project project, @Nullable Prelabels prelabels) {
        this.project = project;
        this.prelabels = prelabels;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/images/{id}/values.tif", this::values);
        routes.get("/api/images/{id}/display.png", this::display);
        routes.get("/api/images/{id}/prelabels", this::prelabels);
        routes.get("/api/images/{id}/neighbours", this::neighbours);
    }

    private Image image(Context context) {
        return project.database()
                .images()
                .find(TaskRoutes.id(context))
                .orElseThrow(() -> Refusal.notFound("such image"));
    }

    private void values(Context context) throws IOException {
        Image image = image(context);
        if (!Bytes.isKnown(context, image.hash())) {
            Bytes.send(context, project.fileOf(image), "image/tiff");
        }
    }

    private void display(Context context) {
        Image image = image(context);
        // The picture depends on the scene's stretch, too, which never changes.
        if (!Bytes.isKnown(context, image.hash() + "-" + image.scene().id())) {
            SceneProfile profile = SceneProfile.parse(image.scene().profile());
            context.contentType("image/png").result(DisplayPicture.png(project.fileOf(image), profile));
        }
    }

    private void prelabels(Context context) {
        Image image = image(context);
        if (prelabels == null) {
            throw Refusal.notFound("model");
        }
        Json.send(context, prelabels.of(image).orElseThrow(() -> Refusal.notFound("model that knows such bands")));
    }

    private record Neighbours(ImageView.SceneView scene, List<Neighbour> images) {}

    private record Neighbour(long id, long task, int x, int y, int width, int height, String state, String display) {
        static Neighbour of(Task task) {
            Image image = task.image();
            return new Neighbour(
                    image.id(),
                    task.id(),
                    image.window().x(),
                    image.window().y(),
                    image.window().width(),
                    image.window().height(),
                    task.state().word(),
                    ImageView.display(image));
        }
    }

    private void neighbours(Context context) {
        Image image = image(context);
        // All that touch it, and those that lie beyond a gap where one was left out do not.
        List<Neighbour> around = project.database().tasks().near(image, 0).stream()
                .map(Neighbour::of)
                .toList();
        Json.send(context, new Neighbours(ImageView.scene(image), around));
    }
}
