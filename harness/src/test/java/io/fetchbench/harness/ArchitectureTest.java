package io.fetchbench.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between modules that may exist; nothing else may. */
@AnalyzeClasses(packages = "io.fetchbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.fetchbench..")
            .layer("fetch-api").definedBy("io.fetchbench.fetch..").layer("http1-codec")
            .definedBy("io.fetchbench.http1..")
            .layer("mock-server").definedBy("io.fetchbench.mockserver..").layer("fetch-contract")
            .definedBy("io.fetchbench.contract..").layer("styles").definedBy("io.fetchbench.style..")
            .layer("coroutine-loop").definedBy("io.fetchbench.coroutine..").layer("harness")
            .definedBy("io.fetchbench.harness..").whereLayer("fetch-api")
            .mayOnlyBeAccessedByLayers("styles", "harness", "fetch-contract").whereLayer("http1-codec")
            .mayOnlyBeAccessedByLayers("styles").whereLayer("mock-server").mayOnlyBeAccessedByLayers("fetch-contract")
            .whereLayer("coroutine-loop").mayOnlyBeAccessedByLayers("styles").whereLayer("fetch-contract")
            .mayNotBeAccessedByAnyLayer().whereLayer("styles").mayNotBeAccessedByAnyLayer()
            .whereLayer("harness").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_STYLE_KNOWS_ANOTHER = slices().matching("io.fetchbench.style.(*)..").should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule WHAT_STYLES_SHARE_IS_JDK_ONLY = classes()
            .that(resideInAnyPackage("io.fetchbench.fetch..", "io.fetchbench.http1..")).should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.fetchbench.fetch..", "io.fetchbench.http1.."));

    @ArchTest
    static final ArchRule THE_CODEC_KNOWS_NO_FETCH = classes().that().resideInAPackage("io.fetchbench.http1..").should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.fetchbench.http1.."));

    @ArchTest
    static final ArchRule THE_EVENT_LOOP_KNOWS_NO_FETCH = classes().that().resideInAPackage("io.fetchbench.coroutine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "jdk..", "sun..", "io.fetchbench.coroutine.."));

    @ArchTest
    static final ArchRule ONLY_ITS_OWN_STYLE_USES_THE_EVENT_LOOP = classes().that()
            .resideInAPackage("io.fetchbench.style..").and().resideOutsideOfPackage("..style.coroutine..").should()
            .onlyDependOnClassesThat(not(resideInAPackage("io.fetchbench.coroutine..")));

    @ArchTest
    static final ArchRule WHOLE_STACKS_BRING_THEIR_OWN_CODEC = classes().that().resideInAPackage("..style.vertx..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("io.fetchbench.http1..")));

    @ArchTest
    static final ArchRule FORKS_DEPEND_ON_WHAT_THEY_MEASURE_WITH = classes().that()
            .resideInAPackage("io.fetchbench.harness.fork..").should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("io.fetchbench.harness.session..",
                    "io.fetchbench.harness.report..", "io.fetchbench.harness.cli..")));

    @ArchTest
    static final ArchRule NO_TWO_ROOMS_OF_THE_HARNESS_NEED_EACH_OTHER = slices()
            .matching("io.fetchbench.harness.(*)..").should().beFreeOfCycles();

    @Test
    void everyModuleIsLookedAt() {
        JavaClasses all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.fetchbench");
        for (String module : new String[]{"fetch", "http1", "mockserver", "contract", "style.nio", "style.blocking",
                "style.virtual", "style.vertx", "style.coroutine", "coroutine",
                "harness"}) {
            assertThat(all.that(resideInAPackage("io.fetchbench." + module + ".."))).as(module)
                    .isNotEmpty();
        }
    }
}
