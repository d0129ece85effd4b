package io.pxe4j.tftp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The layers: wire knows no engine, the engine knows no channel, no thread and no clock. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.pxe4j.tftp");

    @Test
    void wireKnowsNeitherEngineNorSockets() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.tftp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pxe4j.tftp.engine..", "io.pxe4j.tftp.server..", "io.netty.channel..", "java.net..")
                .check(CLASSES);
    }

    @Test
    void engineKnowsNeitherServerNorChannels() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.tftp.engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pxe4j.tftp.server..", "io.netty.channel..", "io.netty.util.concurrent..", "java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void limitsKnowWireOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.pxe4j.tftp.limits")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.pxe4j.tftp.engine..", "io.pxe4j.tftp.server..", "io.netty..", "java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void wireAndEngineKnowNoThreadNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage("io.pxe4j.tftp", "io.pxe4j.tftp.engine", "io.pxe4j.tftp.limits")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyTheirOwnClassesTouchTheOptionalTransports() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EpollTransport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel.epoll..")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("IoUringTransport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel.uring..")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("EpollTransport")
                .and()
                .doNotHaveSimpleName("IoUringTransport")
                .and()
                .doNotHaveSimpleName("LinuxOptions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel.unix..")
                .check(CLASSES);
    }

    @Test
    void publicClassesAreMadeByFactories() {
        constructors()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo(Throwable.class)
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(CLASSES);
    }
}
