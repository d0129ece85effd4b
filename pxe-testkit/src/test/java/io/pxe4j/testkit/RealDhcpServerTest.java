package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.OfferStyle;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every simulated firmware boots from the DHCP server of this project, by lease, by proxy and through port 4011. */
class RealDhcpServerTest {
    private static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    private static final byte[] LOADER = new byte[50_000];

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
        try (LoopbackServers files = files();
                DhcpServer boot = start(bootEngine(mode));
                DhcpServer addresses = start(leasing()::build)) {
            BootNetwork.Builder network =
                    files.network().pxePort(port(boot, ServerPort.PXE).getPort());
            network.dhcpServer(port(boot, ServerPort.DHCP));
            if (mode != Mode.LEASING) {
                network.dhcpServer(port(addresses, ServerPort.DHCP));
            }
            BootResult result = plan.boot(network.build()).toCompletableFuture().join();

            assertThat(result.booted()).as(result.ladder()).isTrue();
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

    /** HTTP boot never asks there. */
    private static boolean asksPort4011(BootPlan plan) {
        return plan.stages().stream()
                .anyMatch(f -> f.name().contains("PXE") && !f.name().startsWith("iPXE"));
    }

    private static LoopbackServers files() {
        return new LoopbackServers(request -> Optional.empty())
                .file("undionly.kpxe", LOADER)
                .file("snponly.efi", LOADER)
                .file("boot.ipxe", "#!ipxe\nkernel http://127.0.0.1/vmlinuz\nboot\n")
                .file("vmlinuz", LOADER);
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
