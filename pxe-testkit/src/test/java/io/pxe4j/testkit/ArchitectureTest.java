package io.pxe4j.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house for this module. */
class ArchitectureTest {
    private static final String FIRMWARE = "io.pxe4j.testkit";
    private static final String SOCKETS = "UdpWire|TftpFetch|HttpFetch|BootPlan|BootNetwork.*|Faulty.*";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pxe4j.testkit");

    @Test
    void clientsReadPacketsWithCodeOfTheirOwn() {
        noClasses()
                .that()
                .resideInAPackage(FIRMWARE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.pxe4j.tftp..",
                        "io.pxe4j.dhcp.engine..",
                        "io.pxe4j.dhcp.server..",
                        "io.pxe4j.testkit.lease..")
                .orShould()
                .dependOnClassesThat(simpleName("DhcpPacket"))
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeKnowsSocketsAndThreads() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(" + SOCKETS + ")(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.DatagramSocket")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeReadsTheClock() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(" + SOCKETS + ")(\\$.*)?")
                .should(callMethod(System.class, "nanoTime"))
                .orShould(callMethod(System.class, "currentTimeMillis"))
                .check(CLASSES);
    }

    @Test
    void publicTypesAreFinalOrRecordsOrEnums() {
        classes()
                .that()
                .resideInAPackage(FIRMWARE)
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
