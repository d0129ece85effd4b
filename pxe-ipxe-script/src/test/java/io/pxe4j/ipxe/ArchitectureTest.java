package io.pxe4j.ipxe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module may lean on. */
class ArchitectureTest {
    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pxe4j.ipxe");

    @Test
    void dependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("io.pxe4j.ipxe..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", "io.pxe4j.ipxe..")
                .check(production);
    }

    @Test
    void opensNoSocketAndStartsNoThread() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(net\\.(.*Socket.*|URL|URLConnection|http\\..*)|lang\\.Thread|nio\\.channels\\..*)")
                .check(production);
    }

    @Test
    void hasLayers() {
        lean("io.pxe4j.ipxe.language", "io.pxe4j.ipxe", "io.pxe4j.ipxe.syntax", "io.pxe4j.ipxe.eval");
        lean("io.pxe4j.ipxe.syntax", "io.pxe4j.ipxe", "io.pxe4j.ipxe.eval", "io.pxe4j.ipxe.lint");
        lean("io.pxe4j.ipxe", "io.pxe4j.ipxe.eval", "io.pxe4j.ipxe.lint");
        lean("io.pxe4j.ipxe.eval", "io.pxe4j.ipxe.lint");
        lean("io.pxe4j.ipxe.lint", "io.pxe4j.ipxe.eval");
    }

    private void lean(String layer, String... notOn) {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(layer)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(notOn)
                .allowEmptyShould(true)
                .check(production);
    }
}
