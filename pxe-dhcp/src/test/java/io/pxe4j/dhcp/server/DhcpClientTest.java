package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.ClientAnswer;
import io.pxe4j.dhcp.engine.ClientException;
import io.pxe4j.dhcp.engine.ClientFailure;
import io.pxe4j.dhcp.engine.ClientIdentity;
import io.pxe4j.dhcp.engine.ClientLease;
import io.pxe4j.dhcp.engine.ClientOffers;
import io.pxe4j.dhcp.engine.ClientState;
import io.pxe4j.dhcp.engine.ClientTiming;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.OfferStyle;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DhcpClientTest {
    private static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    private static final HardwareAddress MAC = HardwareAddress.of("52:54:00:00:00:01");
    private static final ClientIdentity HOST = ClientIdentity.of(MAC);
    private static final ClientIdentity PXE = ClientIdentity.pxe(MAC, ClientArchitecture.X64_UEFI);

    private static DhcpServer server(Function<EngineContext, DhcpEngine> engine) {
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

    private static DhcpEngine leasing(EngineContext context) {
        return DhcpLeasing.builder()
                .network(Ip4.of("10.0.0.0"), 24)
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .build(context);
    }

    private static DhcpEngine proxy(EngineContext context) {
        return ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("boot.efi").withStyle(OfferStyle.REDIRECT)))
                .build(context);
    }

    private static DhcpClient.Builder client(DhcpServer server) {
        return DhcpClient.builder()
                .server(address(server, ServerPort.DHCP))
                .pxePort(address(server, ServerPort.PXE).getPort());
    }

    private static InetSocketAddress address(DhcpServer server, ServerPort port) {
        return server.localAddresses().stream()
                .filter(one -> one.port() == port)
                .findFirst()
                .orElseThrow()
                .socketAddress();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static ClientFailure failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
            throw new AssertionError("completed normally");
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(ClientException.class);
            return ((ClientException) e.getCause()).failure();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NIO"})
    void getsRenewsRebindsAndReleasesALease(DhcpTransport transport) throws Exception {
        try (DhcpServer server = server(DhcpClientTest::leasing);
                DhcpClient client =
                        client(server).identity(HOST).transport(transport).build()) {
            assertThat(client.localAddress()).isEmpty();
            ClientLease lease = get(client.acquire());

            assertThat(lease.address()).isBetween(Ip4.of("10.0.0.50"), Ip4.of("10.0.0.60"));
            assertThat(lease.subnetMask()).contains(Ip4.of("255.255.255.0"));
            assertThat(lease.server()).isEqualTo(LOOPBACK);
            assertThat(client.lease()).contains(lease);
            assertThat(client.state()).isEqualTo(ClientState.BOUND);
            assertThat(client.localAddress().orElseThrow().getPort()).isPositive();
            assertThat(get(client.renew()).address()).isEqualTo(lease.address());
            assertThat(get(client.rebind()).address()).isEqualTo(lease.address());
            assertThat(get(client.inform(lease.address())).address()).isEmpty();
            assertThat(get(client.release())).isNotNull();
            assertThat(client.lease()).isEmpty();
            assertThat(get(client.reboot(lease.address())).address()).isEqualTo(lease.address());
        }
    }

    @Test
    void collectsAnAddressOfferAndAProxyOfferAndAsksTheBootServer() throws Exception {
        // Two servers on one port stand for two on one network.
        try (DhcpServer server = server(context -> DhcpEngine.firstOf(leasing(context), proxy(context)));
                DhcpServer proxy = server(DhcpClientTest::proxy);
                DhcpClient client = client(server).identity(PXE).build();
                DhcpClient ofProxy = client(proxy).identity(PXE).build()) {
            ClientOffers addresses = get(client.discover(offers -> true));
            ClientOffers proxies = get(ofProxy.discover(offers -> true));

            assertThat(addresses.addresses()).hasSize(1);
            ClientAnswer offer = proxies.proxies().get(0);
            assertThat(offer.leadsToBootServer()).isTrue();
            assertThat(offer.server()).isEqualTo(LOOPBACK);
            get(client.request(addresses.addresses().get(0)));
            assertThat(get(ofProxy.requestBootFile(offer.bootServer())).bootFile())
                    .contains("boot.efi");
            assertThat(get(client.requestBootFile(LOOPBACK)).bootFile()).contains("boot.efi");
        }
    }

    @Test
    void rapidCommitAndKeepingAreForTheAsking() throws Exception {
        try (DhcpServer server = server(DhcpClientTest::leasing);
                DhcpClient client = client(server)
                        .hardwareAddress(MAC)
                        .rapidCommit()
                        .keepLease()
                        .randomSeed(3)
                        .build()) {
            assertThat(get(client.acquire()).ack().get(DhcpOption.LEASE_TIME)).isPresent();
        }
    }

    @Test
    void asksAsARelayFromAPortOfItsOwn() throws Exception {
        try (DhcpServer server = server(context -> DhcpLeasing.builder()
                        .network(Ip4.of("127.0.0.0"), 8)
                        .pool(AddressPool.of("127.0.0.50-127.0.0.60"))
                        .build(context));
                DhcpClient client = client(server)
                        .identity(HOST)
                        .relay(LOOPBACK)
                        .localAddress(new InetSocketAddress(LOOPBACK.toInetAddress(), 0))
                        .build()) {
            assertThat(get(client.acquire()).ack().giaddr()).isEqualTo(LOOPBACK);
            assertThat(get(client.renew()).ack().giaddr()).isEqualTo(LOOPBACK);
        }
    }

    @Test
    void runsOnTheCallersGroupWhichStays() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (DhcpServer server = server(DhcpClientTest::leasing)) {
            try (DhcpClient client =
                    client(server).identity(HOST).eventLoopGroup(group).build()) {
                get(client.acquire());
            }
            assertThat(group.isShuttingDown()).isFalse();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void saysWhyNobodyAnswers() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DhcpClient client = DhcpClient.builder()
                        .identity(HOST)
                        .server(new InetSocketAddress(LOOPBACK.toInetAddress(), deaf.getLocalPort()))
                        .timing(ClientTiming.STANDARD
                                .withWaits(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(1))
                                .withTries(3, 0))
                        .build()) {
            assertThatThrownBy(() -> get(client.acquire())).hasMessageContaining("DISCOVER was sent 3 times");
            assertThat(client.state()).isEqualTo(ClientState.INIT);
        }
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            DhcpClient client = DhcpClient.builder()
                    .identity(HOST)
                    .server(new InetSocketAddress(LOOPBACK.toInetAddress(), deaf.getLocalPort()))
                    .build();
            CompletionStage<ClientLease> running = client.acquire();
            client.close();

            assertThat(failure(running)).isEqualTo(ClientFailure.CLOSED);
            assertThat(failure(client.acquire())).isEqualTo(ClientFailure.CLOSED);
            assertThat(client.localAddress()).isEmpty();
            client.close();
        }
    }

    @Test
    void aSocketThatCannotOpenFailsTheOperationAndMayBeTriedAgain() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DhcpClient client = DhcpClient.builder()
                        .identity(HOST)
                        .server(new InetSocketAddress(LOOPBACK.toInetAddress(), 67))
                        .localAddress(new InetSocketAddress(LOOPBACK.toInetAddress(), taken.getLocalPort()))
                        .build()) {
            assertThat(failure(client.acquire())).isEqualTo(ClientFailure.NO_SOCKET);
            assertThat(failure(client.acquire())).isEqualTo(ClientFailure.NO_SOCKET);
        }
    }

    @Test
    void refusesSettingsThatCannotWork() {
        DhcpClient.Builder none = DhcpClient.builder();
        assertThatThrownBy(none::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("identity: none");
        none.identity(HOST);
        assertThatThrownBy(none::build).hasMessage("onInterface, server: none (expected: one of them)");
        none.onInterface("lo").server(new InetSocketAddress(LOOPBACK.toInetAddress(), 67));
        assertThatThrownBy(none::build).hasMessage("onInterface, server: both (expected: one of them)");
        assertThatThrownBy(() -> DhcpClient.builder()
                        .identity(HOST)
                        .onInterface("lo")
                        .relay(LOOPBACK)
                        .build())
                .hasMessageContaining("server: none");
        assertThatThrownBy(() -> DhcpClient.builder().pxePort(0)).hasMessage("pxePort: 0 (expected: 1..65535)");
        assertThatThrownBy(() -> DhcpClient.builder().server(new InetSocketAddress(LOOPBACK.toInetAddress(), 0)))
                .hasMessage("server port: 0 (expected: 1..65535)");
        assertThatThrownBy(() -> DhcpClient.builder().server(InetSocketAddress.createUnresolved("localhost", 67)))
                .hasMessageContaining("expected: an IPv4 address");
    }
}
