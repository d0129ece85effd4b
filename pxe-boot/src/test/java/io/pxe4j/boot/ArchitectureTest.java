package io.pxe4j.boot;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.pxe4j.boot");

    @Test
    void httpStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.boot.http")
                .should()
                .dependOnClassesThat(resideInAPackage("io.pxe4j..").and(not(resideInAPackage("io.pxe4j.boot.http"))))
                .check(CLASSES);
    }

    @Test
    void nobodyButMainKnowsTheCommandLine() {
        noClasses()
                .that(not(resideInAPackage("io.pxe4j.boot.cli")).and(not(equivalentTo(Main.class))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.pxe4j.boot.cli", "picocli..")
                .check(CLASSES);
    }

    @Test
    void theServerKnowsNoSimulatedFirmware() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.pxe4j.boot.cli", "io.pxe4j.boot.explain")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pxe4j.testkit..")
                .check(CLASSES);
    }

    @Test
    void explainingOpensNoSocketAndKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.boot.explain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pxe4j.boot",
                        "io.pxe4j.boot.cli",
                        "io.pxe4j.boot.http",
                        "io.pxe4j..server",
                        "io.netty.channel..",
                        "java.net..")
                .check(CLASSES);
    }

    @Test
    void nothingButMainTouchesTheWholeProcess() {
        noClasses()
                .that(not(equivalentTo(Main.class)))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .check(CLASSES);
    }

    @Test
    void sleepsNowhere() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }

    @Test
    void hasNoMutableStatics() {
        classes()
                .that()
                .areNotEnums()
                .should(new com.tngtech.archunit.lang.ArchCondition<>("have final static fields only") {
                    @Override
                    public void check(
                            com.tngtech.archunit.core.domain.JavaClass type,
                            com.tngtech.archunit.lang.ConditionEvents events) {
                        type.getFields().stream()
                                .filter(field -> field.getModifiers()
                                                .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC)
                                        && !field.getModifiers()
                                                .contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL))
                                // JaCoCo's, when coverage is measured
                                .filter(field -> !field.getName().startsWith("$"))
                                .forEach(field -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                        field, field.getFullName() + " is static and not final")));
                    }
                })
                .check(CLASSES);
    }
}
