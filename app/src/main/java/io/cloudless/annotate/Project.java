package io.cloudless.annotate;

import io.cloudless.annotate.chip.ImageFiles;
import io.cloudless.annotate.store.Database;
import io.cloudless.annotate.store.Image;
import io.cloudless.annotate.store.ProjectProgress;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images to be marked: their files, and a database of who marks what, which for teams may lie elsewhere.
 *
 * <pre>{@code
 * try (Project project = Project.open(Path.of("coast"))) {
 *     new SceneImport(project, project.settings()).add(Path.of("coast.tif"), Progress.NONE);
 *     new AnnotationExport(project).write(Path.of("labels"), ExportFormat.MASK, Progress.NONE);
 * }
 * }</pre>
 *
 * <p>May be used by several threads at a time, and opened by several processes.
 */
public final class Project implements AutoCloseable {
    static final String DATABASE = "project.db";
    private static final String SETTINGS = "settings";

    private final Path folder;
    private final Database database;
    private final ImageFiles files;

    private Project(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
        this.files = new ImageFiles(folder.resolve("images"));
    }

    /**
     * Opens a project, which is made if there is none.
     *
     * @throws InputException if the folder cannot be made or its database is damaged or too new
     */
    public static Project open(Path folder) {
        return open(folder, null);
    }

    /**
     * Opens a project whose database is elsewhere; it is made if there is none.
     *
     * @param database such as {@code jdbc:postgresql://host/name}; null: a file in the folder
     */
    public static Project open(Path folder, @Nullable String database) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException(folder, "is a file", "Name the folder of a project");
        }
        try {
            secure(folder, database == null);
        } catch (IOException e) {
            throw new InputException(folder, "cannot be made", "Name a folder for the project with --project", e);
        }
        AbandonedFiles.remove(folder.resolve("images"), "incoming-*");
        AbandonedFiles.remove(folder.resolve("uploads"), "*");
        Project project = new Project(
                folder, database == null ? Database.sqlite(folder.resolve(DATABASE)) : Database.postgresql(database));
        if (project.files.isSetAside()) {
            project.files.tidy(project.database.images().hashes());
        }
        return project;
    }

    /** A folder that somebody made for more than this project stays open to whom they opened it; what lies in it does not. */
    private static void secure(Path folder, boolean withDatabase) throws IOException {
        if (!Files.exists(folder)) {
            OwnerOnly.folder(folder);
        }
        OwnerOnly.folder(folder.resolve("images"));
        OwnerOnly.folder(folder.resolve("uploads"));
        if (withDatabase) {
            // SQLite gives what it makes beside the database the same permissions; former versions may have left some.
            OwnerOnly.file(folder.resolve(DATABASE));
            for (String ending : new String[] {"-wal", "-shm"}) {
                Path beside = folder.resolve(DATABASE + ending);
                if (Files.exists(beside)) {
                    OwnerOnly.file(beside);
                }
            }
        }
    }

    /** Whether there is a project with a database of its own in a folder. */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(DATABASE));
    }

    public Path folder() {
        return folder;
    }

    /** Its folder's name. */
    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    public Database database() {
        return database;
    }

    /** The files of the images. */
    public ImageFiles files() {
        return files;
    }

    /** The file with an image's values. */
    public Path fileOf(Image image) {
        return files.file(image.hash());
    }

    /** How it is set up; the defaults until it is set up. */
    public ProjectSettings settings() {
        return database.settings().find(SETTINGS).map(ProjectSettings::parse).orElseGet(ProjectSettings::defaults);
    }

    /** Whether anybody has said how it is set up. */
    public boolean isSetUp() {
        return database.settings().find(SETTINGS).isPresent();
    }

    /**
     * Sets it up anew. What is marked stays, so no class may go or change its code.
     *
     * @throws IllegalArgumentException if one would
     */
    public void setUp(ProjectSettings settings) {
        if (isSetUp()) {
            for (LabelClass known : settings().classes()) {
                boolean stays = settings.classes().stream()
                        .anyMatch(other -> other.name().equals(known.name()) && other.code() == known.code());
                if (!stays && database.tasks().progress().images() > 0) {
                    throw new IllegalArgumentException("The class '" + known.name() + "' (" + known.code()
                            + ") of this project must stay: name it with --classes too");
                }
            }
        }
        database.settings().put(SETTINGS, settings.toJson());
    }

    /** The code in a mask of each class by its name; 0, "not marked", for others. */
    ToIntFunction<String> codes() {
        Map<String, Integer> codes = new HashMap<>();
        settings().classes().forEach(label -> codes.put(label.name(), label.code()));
        return name -> codes.getOrDefault(name, 0);
    }

    /** @throws IllegalArgumentException if a mark is of a class that the project does not have */
    void checkClasses(List<Mark> marks) {
        List<String> names = classNames();
        for (Mark mark : marks) {
            String name = mark.annotation().className();
            if (!names.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is no class of this project: " + names);
            }
        }
    }

    /** Whether an image is one of those that a second person marks too. */
    boolean wantsSecondOpinion(Image image) {
        return settings().wantsSecondOpinion(SceneImport.shuffle(image.name(), image.hash()));
    }

    /** Names of the classes. */
    List<String> classNames() {
        return settings().classes().stream().map(LabelClass::name).toList();
    }

    /**
     * Writes a backup and removes all images and annotations; people and settings stay. Others may go on working: what
     * they have saved is in the backup, and what they save afterwards is refused.
     *
     * @return the progress of what was removed
     * @throws InputException if the backup cannot be written; then all stays
     */
    public ProjectProgress clear(Path backup) {
        AtomicReference<ProjectProgress> removed = new AtomicReference<>();
        new Backup(this)
                .write(
                        backup,
                        rest -> database.scenes().clear(() -> {
                            removed.set(database.tasks().progress());
                            rest.run();
                            files.setAside();
                        }));
        files.tidy(Set.of());
        return Objects.requireNonNull(removed.get());
    }

    @Override
    public void close() {
        database.close();
    }
}
