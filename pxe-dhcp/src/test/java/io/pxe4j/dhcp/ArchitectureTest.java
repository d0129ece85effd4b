package io.pxe4j.dhcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers: wire knows no engine and no server, engine knows no socket, thread or clock. */
class ArchitectureTest {
    private static final String WIRE = "io.pxe4j.dhcp";
    private static final String ENGINE = "io.pxe4j.dhcp.engine..";
    private static final String SERVER = "io.pxe4j.dhcp.server..";

    private static final String JDBC = "io.pxe4j.dhcp.jdbc..";

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(WIRE);
    }

    @Test
    void wireKnowsNoEngineNoServerAndNoChannel() {
        noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, SERVER, "io.netty.channel..")
                .check(classes);
    }

    @Test
    void wireKnowsNoClockAndNoThread() {
        noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class)
                .check(classes);
    }

    @Test
    void engineKnowsNoServerAndNoChannel() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, "io.netty.channel..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void leasesInADatabaseAreTheUsersChoice() {
        noClasses()
                .that()
                .resideOutsideOfPackage(JDBC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JDBC, "java.sql..", "javax.sql..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(JDBC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER, "io.netty..")
                .check(classes);
    }

    @Test
    void engineIsHandedItsClockItsThreadAndItsRandomness() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.security.SecureRandom.class)
                .allowEmptyShould(true)
                .check(classes);
    }
}
