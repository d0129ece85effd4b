package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whole boots over real sockets against scripted servers on loopback. */
class FirmwareBootTest {
    private static final byte[] LOADER = new byte[100_000];
    private static final String SCRIPT =
            "#!ipxe\n# to the kernel\nset base http://127.0.0.1/linux\nkernel ${base}/vmlinuz ip=dhcp mac=${net0/mac}\n"
                    + "initrd ${base}/initrd.img\nboot\n";

    @Test
    void aBiosMachineGoesFromItsRomThroughIpxeToAKernel() {
        try (LoopbackServers servers = new LoopbackServers(bios())
                .file("undionly.kpxe", LOADER)
                .file("boot.ipxe", SCRIPT)
                .file("linux/vmlinuz", new byte[5000])
                .file("linux/initrd.img", new byte[7000])) {
            BootResult result = boot(Firmware.intelPxe().thenIpxe(), servers);

            assertThat(result.reason()).startsWith("iPXE (pcbios) started vmlinuz ip=dhcp mac=52:54:00:00:00:01");
            assertThat(result.booted()).isTrue();
            assertThat(result.client()).isEqualTo("Intel PXE ROM, then iPXE (pcbios)");
            assertThat(result.files())
                    .extracting(FetchedFile::name)
                    .containsExactly("undionly.kpxe", "boot.ipxe", "vmlinuz", "initrd.img");
            assertThat(result.files().get(0).size()).isEqualTo(100_000);
            assertThat(result.files().get(2).uri()).hasToString("http://127.0.0.1/linux/vmlinuz");
            assertThat(result.leases()).hasSize(2).allSatisfy(lease -> {
                assertThat(lease.address()).hasToString("10.0.0.5");
                assertThat(lease.subnetMask()).hasToString("255.255.255.0");
                assertThat(lease.router()).hasToString("10.0.0.1");
            });
        }
    }

    @Test
    void theHashIsThatOfTheContent() {
        try (LoopbackServers servers = new LoopbackServers(bios()).file("undionly.kpxe", "abc")) {
            BootResult result = boot(BootPlan.of(Firmware.intelPxe()), servers);

            assertThat(result.files().get(0).sha256())
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    @Test
    void edk2BootsThroughPort4011() {
        Function<byte[], Optional<byte[]>> dhcp = request -> reply(request, r -> r.pxeClient());
        Function<byte[], Optional<byte[]>> pxe = request -> Optional.of(ReplyBuilder.to(request, 5)
                .server("127.0.0.1")
                .pxeClient()
                .siaddr("127.0.0.1")
                .file("snponly.efi")
                .bytes());
        try (LoopbackServers servers = new LoopbackServers(dhcp, pxe).file("snponly.efi", LOADER)) {
            BootResult result = boot(BootPlan.of(Firmware.edk2Pxe()), servers);

            assertThat(result.booted()).as(result.reason()).isTrue();
            assertThat(result.exchanges())
                    .extracting(Exchange::what)
                    .anyMatch(w -> w.startsWith("REQUEST to port 4011"))
                    .contains("ERROR 8 User aborted the transfer")
                    .contains("RRQ snponly.efi tsize=0 blksize=1468 windowsize=4")
                    .contains("RRQ snponly.efi blksize=1468 windowsize=4");
        }
    }

    @Test
    void edk2HttpBootAsksHeadThenGet() {
        Function<byte[], Optional<byte[]>> dhcp =
                request -> reply(request, r -> r.text(60, "HTTPClient").text(67, "http://127.0.0.1/snponly.efi"));
        try (LoopbackServers servers = new LoopbackServers(dhcp).file("snponly.efi", LOADER)) {
            BootResult result = boot(BootPlan.of(Firmware.edk2Http()), servers);

            assertThat(result.booted()).as(result.reason()).isTrue();
            assertThat(result.exchanges())
                    .filteredOn(e ->
                            e.protocol() == Exchange.Protocol.HTTP && e.direction() == Exchange.Direction.TO_SERVER)
                    .extracting(Exchange::what)
                    .containsExactly("HEAD http://127.0.0.1/snponly.efi", "GET http://127.0.0.1/snponly.efi");
        }
    }

    @Test
    void edk2HttpBootStartsOnlyWhatUefiKnows() {
        Function<byte[], Optional<byte[]>> dhcp =
                request -> reply(request, r -> r.text(60, "HTTPClient").text(67, "http://127.0.0.1/boot.ipxe"));
        try (LoopbackServers servers = new LoopbackServers(dhcp).file("boot.ipxe", SCRIPT)) {
            assertThat(boot(BootPlan.of(Firmware.edk2Http()), servers).reason()).contains("content type");
        }
    }

    @Test
    void aMissingFileIsTheReason() {
        try (LoopbackServers servers = new LoopbackServers(bios())) {
            BootResult result = boot(BootPlan.of(Firmware.intelPxe()), servers);

            assertThat(result.booted()).isFalse();
            assertThat(result.reason()).contains("undionly.kpxe").contains("error 1: no file");
        }
    }

    @Test
    void aMissingUrlIsTheReason() {
        Function<byte[], Optional<byte[]>> dhcp =
                request -> reply(request, r -> r.text(60, "HTTPClient").text(67, "http://127.0.0.1/snponly.efi"));
        try (LoopbackServers servers = new LoopbackServers(dhcp)) {
            assertThat(boot(BootPlan.of(Firmware.edk2Http()), servers).reason()).contains("404");
        }
    }

    @Test
    void edk2NeedsTheSizeWhichAServerWithoutOptionsDoesNotTell() {
        Function<byte[], Optional<byte[]>> dhcp = request -> reply(request, r -> r.text(67, "snponly.efi"));
        try (LoopbackServers servers = new LoopbackServers(dhcp).file("snponly.efi", LOADER)) {
            servers.tftpKnowsOptions = false;

            assertThat(boot(BootPlan.of(Firmware.edk2Pxe()), servers).reason()).contains("tsize");
            assertThat(boot(BootPlan.of(Firmware.ipxe(Platform.EFI)), servers).booted())
                    .as("iPXE does not")
                    .isTrue();
        }
    }

    @Test
    void anEmptyBootFileStartsNothing() {
        try (LoopbackServers servers = new LoopbackServers(bios()).file("undionly.kpxe", "")) {
            assertThat(boot(BootPlan.of(Firmware.intelPxe()), servers).reason()).contains("empty");
        }
    }

    @Test
    void aSilentNetworkEndsInTheRomsOwnWords() {
        try (LoopbackServers servers = new LoopbackServers(request -> Optional.empty())) {
            BootNetwork network = servers.network().patience(0.001).build();
            BootResult result =
                    Firmware.intelPxe().boot(network).toCompletableFuture().join();

            assertThat(result.booted()).isFalse();
            assertThat(result.reason()).startsWith("Intel PXE ROM: PXE-E51");
        }
    }

    @Test
    void theLimitEndsABoot() {
        try (LoopbackServers servers = new LoopbackServers(request -> Optional.empty())) {
            BootNetwork network =
                    servers.network().patience(1).limit(Duration.ofMillis(200)).build();
            BootResult result =
                    Firmware.edk2Pxe().boot(network).toCompletableFuture().join();

            assertThat(result.reason()).contains("limit");
            assertThat(result.duration()).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aLostTftpRequestIsSentAgain() {
        try (LoopbackServers servers = new LoopbackServers(bios()).file("undionly.kpxe", LOADER)) {
            servers.lostRequests.set(1);
            BootResult result = boot(BootPlan.of(Firmware.intelPxe()), servers);

            assertThat(result.booted()).as(result.reason()).isTrue();
            assertThat(result.exchanges()).extracting(Exchange::what).contains("sends its last packet again");
        }
    }

    @Test
    void aSilentTftpServerIsTheReason() {
        try (LoopbackServers servers = new LoopbackServers(bios()).file("undionly.kpxe", LOADER)) {
            servers.lostRequests.set(Integer.MAX_VALUE);

            assertThat(boot(BootPlan.of(Firmware.intelPxe()), servers).reason())
                    .contains("no answer to 5 packets in a row");
        }
    }

    @Test
    void ipxeLoadsOnlyByTftpAndHttp() {
        Function<byte[], Optional<byte[]>> dhcp = request -> reply(request, r -> r.text(67, "nfs://127.0.0.1/a"));
        try (LoopbackServers servers = new LoopbackServers(dhcp)) {
            assertThat(boot(BootPlan.of(Firmware.ipxe(Platform.EFI)), servers).reason())
                    .contains("tftp and http");
        }
    }

    @Test
    void urisWithoutAHostAreSentences() {
        for (String file : List.of("http:/a", "tftp:/a", "http:///a")) {
            Function<byte[], Optional<byte[]>> dhcp = request -> reply(request, r -> r.text(67, file));
            try (LoopbackServers servers = new LoopbackServers(dhcp)) {
                assertThat(boot(BootPlan.of(Firmware.ipxe(Platform.EFI)), servers)
                                .reason())
                        .contains("names no");
            }
        }
    }

    @Test
    void anHttpServerThatIsGoneIsTheReason() {
        Function<byte[], Optional<byte[]>> dhcp =
                request -> reply(request, r -> r.text(60, "HTTPClient").text(67, "http://127.0.0.1/a.efi"));
        try (LoopbackServers servers = new LoopbackServers(dhcp)) {
            servers.http.close();

            assertThat(boot(BootPlan.of(Firmware.edk2Http()), servers).reason())
                    .contains("cannot load http://127.0.0.1/a.efi");
        }
    }

    @Test
    void ipxeGoesBackToItsProxyOnPort4011() {
        Function<byte[], Optional<byte[]>> dhcp = request -> reply(request, r -> r.pxeClient());
        Function<byte[], Optional<byte[]>> pxe = request -> Optional.of(ReplyBuilder.to(request, 5)
                .server("127.0.0.1")
                .pxeClient()
                .siaddr("127.0.0.1")
                .file("a.img")
                .bytes());
        try (LoopbackServers servers = new LoopbackServers(dhcp, pxe).file("a.img", LOADER)) {
            BootResult result = boot(BootPlan.of(Firmware.ipxe(Platform.EFI)), servers);

            assertThat(result.booted()).as(result.reason()).isTrue();
        }
    }

    @Test
    void theLadderFitsATerminal() {
        try (LoopbackServers servers =
                new LoopbackServers(bios()).file("undionly.kpxe", LOADER).file("boot.ipxe", SCRIPT)) {
            BootResult result = boot(Firmware.intelPxe().thenIpxe(), servers);
            String ladder = result.ladder();

            assertThat(ladder.lines()).allSatisfy(line -> {
                assertThat(line.length()).isLessThanOrEqualTo(120);
                assertThat(line).matches("[ -~]*");
            });
            assertThat(ladder)
                    .contains("Intel PXE ROM, then iPXE (pcbios)  52:54:00:00:00:01")
                    .contains("[ iPXE (pcbios) ]")
                    .contains("--> ".strip())
                    .contains("DHCP DISCOVER PXEClient:Arch:00000:UNDI:002001")
                    .contains("NOT BOOTED: iPXE (pcbios): line 4 of boot.ipxe");
        }
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        try (LoopbackServers servers = new LoopbackServers(bios()).file("undionly.kpxe", LOADER)) {
            boot(BootPlan.of(Firmware.intelPxe()), servers);
        }
        for (Thread thread : List.copyOf(Thread.getAllStackTraces().keySet())) {
            if (thread.getName().equals("pxe4j-simulated-firmware")) {
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void settingsAreCheckedWhereTheyEnter() {
        BootNetwork.Builder builder = BootNetwork.builder();

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dhcpServer");
        assertThatThrownBy(() -> builder.pxePort(0)).hasMessage("pxePort: 0 (expected: 1..65535)");
        assertThatThrownBy(() -> builder.clientPort(-1)).hasMessage("clientPort: -1 (expected: 0..65535)");
        assertThatThrownBy(() -> builder.mac("52-54")).hasMessageContaining("52-54");
        assertThatThrownBy(() -> builder.patience(0)).hasMessageContaining("patience: 0.0");
        assertThatThrownBy(() -> builder.patience(Double.NaN)).hasMessageContaining("patience");
        assertThatThrownBy(() -> builder.limit(Duration.ZERO)).hasMessageContaining("limit");
        assertThatThrownBy(BootPlan::of).hasMessageContaining("stages");
        assertThatThrownBy(() -> Firmware.intelPxe().examine(new byte[239], new byte[0]))
                .hasMessageContaining("239");
    }

    /** The first stage gets undionly.kpxe, iPXE gets its script. */
    private static Function<byte[], Optional<byte[]>> bios() {
        return request -> {
            boolean ipxe = Reply.of(request, ScriptedWire.SERVER).option(77).isPresent();
            return reply(request, r -> r.text(67, ipxe ? "boot.ipxe" : "undionly.kpxe"));
        };
    }

    private static Optional<byte[]> reply(byte[] request, UnaryOperator<ReplyBuilder> extra) {
        int type = Reply.of(request, ScriptedWire.SERVER).messageType() == 1 ? 2 : 5;
        ReplyBuilder reply = ReplyBuilder.to(request, type).lease("10.0.0.5").siaddr("127.0.0.1");
        return Optional.of(extra.apply(reply).bytes());
    }

    private static BootResult boot(BootPlan plan, LoopbackServers servers) {
        return plan.boot(servers.network().build()).toCompletableFuture().join();
    }
}
