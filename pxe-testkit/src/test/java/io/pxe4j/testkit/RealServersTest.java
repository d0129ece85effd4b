package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootMenu;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.OfferStyle;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.server.TftpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every simulated firmware boots from the DHCP and TFTP servers of this project, by lease, by proxy and through port 4011. */
class RealServersTest {
    private static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    private static final byte[] LOADER = noise(200_001);
    private static final Map<String, byte[]> FILES = Map.of(
            "undionly.kpxe",
            LOADER,
            "snponly.efi",
            LOADER,
            "vmlinuz",
            LOADER,
            "boot.ipxe",
            "#!ipxe\nkernel http://127.0.0.1/vmlinuz\nboot\n".getBytes(StandardCharsets.US_ASCII));

    enum Mode {
        LEASING,
        PROXY_DIRECT,
        PROXY_REDIRECT
    }

    static Stream<Arguments> everybodyInEveryMode() {
        List<BootPlan> plans = List.of(
                BootPlan.of(Firmware.intelPxe()),
                BootPlan.of(Firmware.edk2Pxe()),
                BootPlan.of(Firmware.edk2Http()),
                BootPlan.of(Firmware.ipxe(Platform.PCBIOS)),
                Firmware.intelPxe().thenIpxe(),
                Firmware.edk2Pxe().thenIpxe(),
                Firmware.edk2Http().thenIpxe());
        return plans.stream().flatMap(plan -> Stream.of(Mode.values()).map(mode -> Arguments.of(plan, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everybodyInEveryMode")
    void boots(BootPlan plan, Mode mode) {
        try (LoopbackHttp http = new LoopbackHttp(FILES);
                TftpServer tftp = tftp();
                DhcpServer boot = start(bootEngine(mode));
                DhcpServer addresses = start(leasing()::build)) {
            BootNetwork.Builder network = BootNetwork.builder()
                    .dhcpServer(port(boot, ServerPort.DHCP))
                    .pxePort(port(boot, ServerPort.PXE).getPort())
                    .tftpPort(tftp.localAddresses().get(0).getPort())
                    .httpPort(http.port())
                    .patience(0.05);
            if (mode != Mode.LEASING) {
                network.dhcpServer(port(addresses, ServerPort.DHCP));
            }
            BootResult result = plan.boot(network.build()).toCompletableFuture().join();

            assertThat(result.booted()).as(result.ladder()).isTrue();
            assertThat(result.files())
                    .filteredOn(f -> !f.name().equals("boot.ipxe"))
                    .isNotEmpty()
                    .allMatch(f -> f.sha256().equals(Transcript.sha256(LOADER)));
            assertThat(result.leases()).hasSameSizeAs(plan.stages());
            // An answer to a repeated DISCOVER may come late; nothing else is ever refused.
            assertThat(result.exchanges())
                    .extracting(Exchange::what)
                    .filteredOn(what -> what.startsWith("ignores"))
                    .allMatch(what -> what.contains("OFFER, not ACK"));
            assertThat(result.exchanges().stream().anyMatch(e -> e.what().contains("port 4011")))
                    .isEqualTo(mode == Mode.PROXY_REDIRECT && asksPort4011(plan));
        }
    }

    static Stream<Arguments> thoseWithMenus() {
        List<Firmware> firmware = List.of(
                Firmware.intelPxe(), Firmware.edk2Pxe(), Firmware.ipxe(Platform.PCBIOS), Firmware.ipxe(Platform.EFI));
        return firmware.stream().flatMap(one -> Stream.of(Mode.values()).map(mode -> Arguments.of(one, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("thoseWithMenus")
    void bootsTheFirstItemOfAMenu(Firmware firmware, Mode mode) {
        PxeBootServerType linux = PxeBootServerType.of(0x8000);
        BootMenu menu = BootMenu.builder()
                .prompt("Press F8", Duration.ZERO)
                .item(linux, "Linux", BootOffer.file("snponly.efi"))
                .localBoot("Disk")
                .listedOnly()
                .build();
        BootMenu forIpxe = BootMenu.builder()
                .item(linux, "Script", BootOffer.url("tftp://127.0.0.1/boot.ipxe"))
                .build();
        BootPolicy policy =
                BootPolicy.of(client -> BootOffer.menu(client.kind() == BootClient.Kind.IPXE ? forIpxe : menu));
        OfferStyle style = mode == Mode.PROXY_REDIRECT ? OfferStyle.REDIRECT : OfferStyle.DIRECT;
        ProxyDhcpBuilder proxy = ProxyDhcp.builder().policy(policy).style(style);
        Function<EngineContext, DhcpEngine> engine = mode == Mode.LEASING
                ? context -> DhcpEngine.firstOf(leasing().policy(policy).build(context), proxy.build(context))
                : proxy::build;
        try (LoopbackHttp http = new LoopbackHttp(FILES);
                TftpServer tftp = tftp();
                DhcpServer boot = start(engine);
                DhcpServer addresses = start(leasing()::build)) {
            BootNetwork.Builder network = BootNetwork.builder()
                    .dhcpServer(port(boot, ServerPort.DHCP))
                    .pxePort(port(boot, ServerPort.PXE).getPort())
                    .tftpPort(tftp.localAddresses().get(0).getPort())
                    .httpPort(http.port())
                    .patience(0.05);
            if (mode != Mode.LEASING) {
                network.dhcpServer(port(addresses, ServerPort.DHCP));
            }
            BootResult result =
                    firmware.boot(network.build()).toCompletableFuture().join();

            assertThat(result.booted()).as(result.ladder()).isTrue();
            assertThat(result.exchanges())
                    .extracting(Exchange::what)
                    .anyMatch(what -> what.startsWith("takes the first item"));
            assertThat(result.exchanges())
                    .extracting(Exchange::what)
                    .contains("REQUEST for boot server type 32768 to port 4011");
        }
    }

    /** HTTP boot never asks there. */
    private static boolean asksPort4011(BootPlan plan) {
        return plan.stages().stream()
                .anyMatch(f -> f.name().contains("PXE") && !f.name().startsWith("iPXE"));
    }

    @Test
    void edk2GetsItsWindowOfFour() {
        try (TftpServer tftp = tftp();
                DhcpServer boot = start(bootEngine(Mode.LEASING))) {
            BootNetwork network = BootNetwork.builder()
                    .dhcpServer(port(boot, ServerPort.DHCP))
                    .tftpPort(tftp.localAddresses().get(0).getPort())
                    .patience(0.05)
                    .build();
            BootResult result =
                    Firmware.edk2Pxe().boot(network).toCompletableFuture().join();

            assertThat(result.exchanges())
                    .extracting(Exchange::what)
                    .contains("OACK blksize=1468 windowsize=4", "OACK tsize=200001 blksize=1468 windowsize=4");
        }
    }

    private static TftpServer tftp() {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(ContentSource.ofBytes(FILES))
                .build()
                .start()
                .toCompletableFuture()
                .join();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static Function<EngineContext, DhcpEngine> bootEngine(Mode mode) {
        OfferStyle style = mode == Mode.PROXY_REDIRECT ? OfferStyle.REDIRECT : OfferStyle.DIRECT;
        BootPolicy policy = BootPolicy.of(client -> offer(client).withStyle(style));
        return mode == Mode.LEASING
                ? leasing().policy(policy)::build
                : ProxyDhcp.builder().policy(policy)::build;
    }

    private static BootOffer offer(BootClient client) {
        return switch (client.kind()) {
            case PXE_ROM -> BootOffer.file("undionly.kpxe");
            case UEFI_PXE -> BootOffer.file("snponly.efi");
            case UEFI_HTTP -> BootOffer.url("http://127.0.0.1/snponly.efi");
            case IPXE -> BootOffer.url("tftp://127.0.0.1/boot.ipxe");
            default -> BootOffer.ignore("not in this test");
        };
    }

    private static DhcpLeasingBuilder leasing() {
        return DhcpLeasing.builder()
                .pool(AddressPool.of("127.0.9.10-127.0.9.20"))
                .network(LOOPBACK, 8)
                .routers(LOOPBACK);
    }

    private static DhcpServer start(Function<EngineContext, DhcpEngine> engine) {
        return DhcpServer.builder()
                .onAddress(LOOPBACK)
                .dhcpPort(0)
                .pxePort(0)
                .replyToSource(true)
                .engine(engine)
                .build()
                .start()
                .toCompletableFuture()
                .join();
    }

    private static InetSocketAddress port(DhcpServer server, ServerPort port) {
        return server.localAddresses().stream()
                .filter(e -> e.port() == port)
                .findFirst()
                .orElseThrow()
                .socketAddress();
    }
}
