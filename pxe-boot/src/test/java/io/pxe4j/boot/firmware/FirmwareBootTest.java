package io.pxe4j.boot.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real firmware in QEMU boots from a {@code BootServer}. Run by {@code mvn -Pfirmware verify}, as root on Linux. */
@Tag("firmware")
class FirmwareBootTest {
    @TempDir
    Path folder;

    private static void assumeLab(String... programs) {
        assumeTrue(Boolean.getBoolean("pxe4j.firmware"), "Real firmware boots only with -Pfirmware.");
        Optional<String> missing = Lab.missing(programs);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void bootsWithAnAddressFromUs(LabCase what) throws Exception {
        assumeLab();
        try (Lab lab = Lab.create(folder)) {
            lab.startServer("dhcp", what);

            lab.boot(what);

            assertThat(lab.output("server.log")).contains("DHCP ACK 10.77.0.", "script-52-54-00-00-00-01.ipxe");
            assertBootedTheWayItShould(lab, what);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bootsBesideAnAddressServer(LabCase what) throws Exception {
        assumeLab();
        try (Lab lab = Lab.create(folder)) {
            lab.startAddressServer();
            lab.startServer("proxy", what);

            lab.boot(what);

            assertThat(lab.output("server.log"))
                    .contains("DHCP OFFER, boot ", "script-52-54-00-00-00-01.ipxe")
                    .doesNotContain("DHCP ACK 10.77");
            assertThat(lab.output("addresses.log")).contains("DHCP ACK 10.77.0.");
            assertBootedTheWayItShould(lab, what);
        }
    }

    /** A loss for every tenth block of 10,700: with a quarter of a second for each one that alone would be four minutes. */
    @Test
    void bootsLinuxByTftpThroughFivePercentLossEachWay() throws Exception {
        assumeLab("nft");
        try (Lab lab = Lab.create(folder)) {
            lab.startServer("dhcp", "tftp-linux");
            assumeTrue(lab.loseFrames(5), "This kernel has no netdev hooks.");

            lab.boot(LabCase.LINUX, 90);

            assertThat(lab.output("server.log")).contains("TFTP vmlinuz, ", "TFTP initrd.img, ");
        }
    }

    private static void assertBootedTheWayItShould(Lab lab, LabCase what) throws Exception {
        String log = lab.output("server.log");
        switch (what) {
            case BIOS_IPXE -> assertThat(log).contains("x86 BIOS, iPXE");
            case LINUX -> assertThat(log).contains("/vmlinuz, ", "/initrd.img, ");
            case UEFI_PXE -> assertThat(log).contains("x64 UEFI, PXE: TFTP snponly.efi, ");
            case UEFI_HTTP ->
                assertThat(log).contains("HTTP GET /snponly.efi, ").doesNotContain("TFTP snponly.efi");
        }
    }
}
