package io.cloudless;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may use which: the table of ARCHITECTURE.md, held. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.cloudless");

    /** Besides itself, what a package may use of the others. All of them may use those of {@link #BY_ALL}. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("files", Set.of()),
            Map.entry("work", Set.of()),
            Map.entry("raster", Set.of()),
            Map.entry("raster.tiff", Set.of("raster")),
            Map.entry("raster.picture", Set.of("raster")),
            Map.entry("raster.gdal", Set.of("raster")),
            Map.entry("raster.scaling", Set.of("raster")),
            Map.entry("model", Set.of("raster")),
            Map.entry("scene", Set.of("raster")),
            Map.entry("propose", Set.of("raster")),
            Map.entry("detect", Set.of("raster", "scene", "model", "propose")),
            Map.entry("detect.region", Set.of("raster", "scene", "model", "propose", "detect")),
            Map.entry("detect.output", Set.of("raster", "scene", "model", "detect")),
            Map.entry("leveldb", Set.of("raster")),
            Map.entry("dataset", Set.of("raster", "scene", "leveldb")),
            Map.entry("evaluate", Set.of("raster", "model", "detect", "dataset")),
            Map.entry("run", Set.of("raster")),
            Map.entry("draw", Set.of("raster", "detect", "dataset", "evaluate", "run")),
            Map.entry("simulate", Set.of("raster")),
            Map.entry("train", Set.of("raster", "dataset", "model", "evaluate", "draw", "simulate")),
            Map.entry("annotate", Set.of("raster", "scene", "model", "detect", "evaluate")),
            Map.entry("annotate.chip", Set.of("raster")),
            Map.entry("annotate.store", Set.of("raster")),
            Map.entry("annotate.web", Set.of("annotate", "raster")),
            Map.entry("fetch", Set.of("raster")),
            Map.entry("zoo", Set.of("raster", "fetch")),
            Map.entry(
                    "cli",
                    Set.of(
                            "annotate",
                            "raster",
                            "scene",
                            "model",
                            "propose",
                            "detect",
                            "dataset",
                            "evaluate",
                            "run",
                            "draw",
                            "simulate",
                            "train",
                            "fetch",
                            "zoo")));

    private static final Set<String> BY_ALL = Set.of("files", "work");

    /** A library that one package wraps for all others. */
    private static final Map<String, String> ONLY_IN = Map.ofEntries(
            Map.entry("ai.onnxruntime..", "model"),
            Map.entry("org.bytedeco.pytorch..", "train"),
            Map.entry("org.bytedeco.opencv..", "propose"),
            Map.entry("org.tribuo..", "train"),
            Map.entry("ai.onnx.proto..", "train"),
            Map.entry("org.geotools..", "raster"),
            Map.entry("com.sun.jna..", "raster"),
            Map.entry("io.airlift..", "[raster|leveldb]"),
            Map.entry("org.knowm.xchart..", "draw"),
            Map.entry("io.javalin..", "annotate.web"),
            Map.entry("org.eclipse.jetty..", "annotate.web"),
            Map.entry("jakarta.servlet..", "annotate.web"),
            Map.entry("org.jdbi..", "annotate.store"),
            Map.entry("org.flywaydb..", "annotate.store"),
            Map.entry("org.sqlite..", "annotate.store"),
            Map.entry("org.postgresql..", "annotate.store"),
            Map.entry("com.zaxxer..", "annotate.store"),
            Map.entry("picocli..", "cli"),
            Map.entry("me.tongfei..", "cli"));

    @Test
    void everyPackageIsInTheTable() {
        assertThat(CLASSES.stream().map(c -> c.getPackageName().replaceFirst("^io\\.cloudless\\.?", "")))
                .isNotEmpty()
                .isSubsetOf(MAY_USE.keySet());
    }

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheTableAllows() {
        return MAY_USE.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    String[] allowed = Stream.of(entry.getValue(), BY_ALL, Set.of(entry.getKey()))
                            .flatMap(Set::stream)
                            .map(ArchitectureTest::inside)
                            .toArray(String[]::new);
                    classes()
                            .that(resideInAPackage(inside(entry.getKey())))
                            .should()
                            .onlyDependOnClassesThat(
                                    resideOutsideOfPackage("io.cloudless..").or(resideInAnyPackage(allowed)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> librariesStayBehindTheirPackage() {
        return ONLY_IN.entrySet().stream()
                .map(entry -> dynamicTest(
                        entry.getKey(),
                        () -> noClasses()
                                .that(resideOutsideOfPackage(inside(entry.getValue())))
                                .should()
                                .dependOnClassesThat(resideInAPackage(entry.getKey()))
                                .check(CLASSES)));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.cloudless.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingIsNamedForWantOfAName() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*(util|utils|common|helper|helpers|misc|manager)(\\$.*)?")
                .orShould()
                .haveNameMatching("(?i).*\\.(util|utils|common|helper|helpers|misc)\\..*")
                .check(CLASSES);
    }

    /** Where Java has a method that is told the locale, the one that takes the machine's is not used. */
    @Test
    void noTextDependsOnTheLocaleOfTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "the locale could be given, and is not", access -> leavesLocaleOpen(access.getTarget())))
                .check(CLASSES);
    }

    private static boolean leavesLocaleOpen(AccessTarget target) {
        if (!(target instanceof AccessTarget.CodeUnitAccessTarget called)
                || !called.getOwner().getPackageName().startsWith("java.")) {
            return false;
        }
        return Set.of("java.lang.String.formatted", "java.text.MessageFormat.format")
                        .contains(called.getOwner().getName() + "." + called.getName())
                || called.getOwner().getCodeUnits().stream()
                        .filter(other -> other.getName().equals(called.getName()))
                        .map(other -> new ArrayList<>(HasName.Utils.namesOf(other.getRawParameterTypes())))
                        .anyMatch(types -> types.remove(Locale.class.getName())
                                && types.equals(HasName.Utils.namesOf(called.getRawParameterTypes())));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(CLASSES.stream().map(c -> c.getPackage()).distinct())
                .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info.java with @NullMarked", p.getName())
                        .isTrue());
    }

    private static String inside(String name) {
        return "io.cloudless." + name + "..";
    }
}
