package io.pxe4j.dhcp.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EngineArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pxe4j.dhcp");

    @Test
    void engineKnowsNoSocketAndNoServer() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.dhcp.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty.channel..", "io.netty.bootstrap..", "java.net..", "io.pxe4j.dhcp.server..")
                .check(MODULE);
    }

    @Test
    void engineHasNoThreadNoClockAndNoDice() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.dhcp.engine..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.Thread|java\\.util\\.(Random|Timer)|java\\.util\\.concurrent\\..*Executors?Service.*")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(MODULE);
    }

    @Test
    void engineAndServerLieBehindTheWire() {
        classes()
                .that()
                .resideInAPackage("io.pxe4j.dhcp")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.pxe4j.dhcp.engine..", "io.pxe4j.dhcp.server..")
                .check(MODULE);
    }
}
