package io.cloudless.annotate.web;

import io.cloudless.annotate.Agreement;
import io.cloudless.annotate.LabelClass;
import io.cloudless.annotate.Project;
import io.cloudless.annotate.store.PersonStatistics;
import io.cloudless.annotate.store.TaskState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The project as a whole: its classes, how far it has come, who did what. */
final class ProjectRoutes {
    private static final int KEYS = 9;
    private static final int LONGEST_NOTE = 2000;

    private final Project project;
    private final ServerOptions options;

    ProjectRoutes(Project project, ServerOptions options) {
        this.project = project;
        this.options = options;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/project", this::project);
        routes.get("/api/statistics", this::statistics);
    }

    private record ProjectView(
            String name,
            List<ClassView> classes,
            ProgressView progress,
            @Nullable String model,
            boolean canUpload,
            Limits limits,
            String authentication) {}

    private record ClassView(int code, String name, String colour, String key) {}

    private record Limits(long uploadBytes, long uploadSamples, int noteCharacters) {}

    private void project(Context context) {
        Json.send(
                context,
                new ProjectView(
                        project.name(),
                        classes(project.settings().classes()),
                        ProgressView.of(project.database().tasks().progress()),
                        options.prelabels() == null ? null : options.prelabels().modelName(),
                        true,
                        new Limits(options.uploadBytes(), options.uploadSamples(), LONGEST_NOTE),
                        options.authentication().word()));
    }

    /** The first nine have the number keys. */
    private static List<ClassView> classes(List<LabelClass> classes) {
        List<ClassView> views = new ArrayList<>();
        for (LabelClass label : classes) {
            String key = views.size() < KEYS ? Integer.toString(views.size() + 1) : "";
            views.add(new ClassView(label.code(), label.name(), label.colour(), key));
        }
        return views;
    }

    private record Statistics(ProgressView progress, List<PersonView> people, AgreementView agreement) {}

    private record PersonView(
            String name,
            int done,
            int skipped,
            int deleted,
            int accepted,
            int returned,
            int reviewed,
            int unseen,
            long shapes,
            @Nullable Double medianSeconds) {
        static PersonView of(PersonStatistics person) {
            return new PersonView(
                    person.name(),
                    of(person, TaskState.DONE),
                    of(person, TaskState.SKIPPED),
                    of(person, TaskState.DELETED),
                    of(person, TaskState.ACCEPTED),
                    of(person, TaskState.RETURNED),
                    person.reviewed(),
                    person.unseen(),
                    person.shapes(),
                    known(person.medianSeconds()));
        }

        private static int of(PersonStatistics person, TaskState state) {
            return person.tasks().getOrDefault(state, 0);
        }
    }

    private record AgreementView(
            int images, @Nullable Double iou, @Nullable Double kappa, List<PairView> pairs) {}

    private record PairView(
            String first,
            String second,
            int images,
            @Nullable Double iou,
            @Nullable Double kappa) {}

    private void statistics(Context context) {
        Agreement agreement = Agreement.in(project);
        List<PairView> pairs = agreement.pairs().stream()
                .map(pair -> new PairView(
                        pair.first(), pair.second(), pair.images(), known(pair.iou()), known(pair.kappa())))
                .toList();
        Json.send(
                context,
                new Statistics(
                        ProgressView.of(project.database().tasks().progress()),
                        project.database().tasks().statistics().stream()
                                .map(PersonView::of)
                                .toList(),
                        new AgreementView(
                                agreement.images(), known(agreement.iou()), known(agreement.kappa()), pairs)));
    }

    /** JSON has no NaN. */
    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
