package io.pxe4j.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class ArchitectureTest {
    // The code that JMH's processor writes is not ours.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("io.pxe4j.bench");

    @Test
    void everyBenchmarkRunsByTheSameRules() {
        methods()
                .that()
                .areAnnotatedWith(Benchmark.class)
                .should()
                .beDeclaredInClassesThat()
                .areAssignableTo(AbstractBenchmark.class)
                .check(CLASSES);
    }

    @Test
    void theSimulationAndTheLoadStandAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.bench.scale..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pxe4j.bench", "io.pxe4j.bench.load..", "io.pxe4j.bench.report..", "io.pxe4j.bench.check..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("io.pxe4j.bench.load..", "io.pxe4j.bench.plot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pxe4j.bench", "io.pxe4j.bench.report..", "io.pxe4j.bench.scale..", "io.pxe4j.bench.check..")
                .check(CLASSES);
    }

    @Test
    void nothingElseDependsOnTheBenchmarks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.pxe4j.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pxe4j.bench..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.pxe4j"));
    }
}
