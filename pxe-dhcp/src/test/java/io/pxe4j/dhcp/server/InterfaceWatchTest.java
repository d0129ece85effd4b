package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Interfaces that come, go and change, played with addresses of loopback; Java's own sockets need no real interface. */
class InterfaceWatchTest {
    private final FakeInterfaces interfaces = new FakeInterfaces();
    private final BlockingQueue<InterfaceChange> changes = new LinkedBlockingQueue<>();

    private final DhcpListener listener = new DhcpListener() {
        @Override
        public void interfaceChanged(InterfaceChange event) {
            changes.add(event);
        }
    };

    private DhcpServer.Builder server() {
        return DhcpServer.builder()
                .interfaceSource(interfaces)
                .transport(DhcpTransport.NIO)
                .dhcpPort(0)
                .withoutPxePort()
                .replyToSource(true)
                .listener(listener)
                .engine(ProxyDhcp.builder().policy(BootPolicy.of(client -> BootOffer.file("boot.efi")))::build);
    }

    private static DhcpServer started(DhcpServer.Builder builder) {
        return builder.build().start().toCompletableFuture().join();
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(changes.poll(10, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no change told within 10 s"))
                .toString();
    }

    private static void answers(InetSocketAddress at) throws Exception {
        try (TestClient client = new TestClient()) {
            client.send(
                    DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                            .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT),
                    at);
            assertThat(client.receive().get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of(at.getAddress()));
        }
    }

    private static InetSocketAddress only(DhcpServer server) {
        assertThat(server.localAddresses()).hasSize(1);
        return server.localAddresses().get(0).socketAddress();
    }

    @Test
    void anInterfaceThatIsMissingFailsTheStartUnlessAwaited() {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));

        assertThatThrownBy(() -> started(server().onInterface("eth1")))
                .hasRootCauseMessage("There is no network interface eth1: choose one of eth0.");
        interfaces.are(FakeInterfaces.network("eth1", 3));
        assertThatThrownBy(() -> started(server().onInterface("eth1")))
                .hasRootCauseMessage("Network interface eth1 has no IPv4 address: give it one, on Linux with"
                        + " `ip address add ADDRESS/PREFIX dev eth1`.");
        assertThat(interfaces.isWatched()).isFalse();
    }

    @Test
    void anAwaitedInterfaceIsServedOnceItHasAnAddress() throws Exception {
        try (DhcpServer server = started(server().onInterface("eth1").awaitInterfaces(true))) {
            assertThat(server.localAddresses()).isEmpty();
            interfaces.are(FakeInterfaces.network("eth1", 3));
            interfaces.are(FakeInterfaces.network("eth1", 3, "127.0.0.5"));

            assertThat(next()).isEqualTo("eth1 UP [127.0.0.5]");
            answers(only(server));
            assertThat(server.counters().value(DhcpCounter.INTERFACES_UP)).isEqualTo(1);
        }
        assertThat(interfaces.isWatched()).isFalse();
    }

    @Test
    void anInterfaceThatGoesIsClosedAndServedAgainWhenItIsBack() throws Exception {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));
        try (DhcpServer server = started(server().onInterface("eth0"))) {
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5]");
            interfaces.are();
            assertThat(next()).isEqualTo("eth0 DOWN []");
            assertThat(server.localAddresses()).isEmpty();
            interfaces.are(FakeInterfaces.network("eth0", 2));
            interfaces.are(FakeInterfaces.network("eth0", 9, "127.0.0.5"));
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5]");
            answers(only(server));
            assertThat(server.counters().value(DhcpCounter.INTERFACES_DOWN)).isEqualTo(1);
        }
    }

    @Test
    void anAddressThatStaysKeepsItsSocketWhileOthersChange() throws Exception {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5", "127.0.0.6"));
        try (DhcpServer server = started(server().onInterface("eth0"))) {
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5, 127.0.0.6]");
            DhcpEndpoint stays = server.localAddresses().get(1);
            interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.6", "127.0.0.7"));

            assertThat(next()).isEqualTo("eth0 CHANGED [127.0.0.6, 127.0.0.7]");
            answers(stays.socketAddress());
            assertThat(server.localAddresses())
                    .hasSize(2)
                    .contains(stays)
                    .extracting(DhcpEndpoint::address)
                    .containsExactly(Ip4.of("127.0.0.6"), Ip4.of("127.0.0.7"));
            answers(server.localAddresses().get(1).socketAddress());
        }
    }

    @Test
    void anInterfaceMadeAnewUnderItsNameIsOpenedAnew() throws Exception {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));
        try (DhcpServer server = started(server().onInterface("eth0"))) {
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5]");
            interfaces.are(FakeInterfaces.network("eth0", 3, "127.0.0.5"));

            assertThat(next()).isEqualTo("eth0 CHANGED [127.0.0.5]");
            answers(only(server));
            assertThat(server.counters().value(DhcpCounter.INTERFACES_CHANGED)).isEqualTo(1);
        }
    }

    @Test
    void anInterfaceThatCannotBeServedIsToldOnceAndTriedAgain() throws Exception {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));
        DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.8"));
        DhcpServer.Builder builder = server().onEveryInterface(name -> true).dhcpPort(taken.getLocalPort());
        try (DhcpServer server = started(builder)) {
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5]");
            ServerInterface eth0 = FakeInterfaces.network("eth0", 2, "127.0.0.5");
            ServerInterface eth1 = FakeInterfaces.network("eth1", 3, "127.0.0.8");
            interfaces.are(eth0, eth1);
            interfaces.are(eth0, eth1);
            assertThat(next())
                    .startsWith("eth1 FAILED [127.0.0.8]: UDP port " + taken.getLocalPort() + " on 127.0.0.8 is taken");
            answers(only(server));

            taken.close();
            interfaces.are(eth0, eth1);
            assertThat(next()).isEqualTo("eth1 UP [127.0.0.8]");
            assertThat(server.counters().value(DhcpCounter.INTERFACES_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void everyInterfaceIsThoseThatTheUserAcceptsButLoopback() throws Exception {
        interfaces.are(
                FakeInterfaces.network("lo", 1, "127.0.0.1"),
                FakeInterfaces.network("eth0", 2, "127.0.0.5"),
                FakeInterfaces.network("docker0", 3, "127.0.0.6"),
                FakeInterfaces.network("eth1", 4));
        try (DhcpServer server = started(server().onEveryInterface(name -> !name.startsWith("docker")))) {
            assertThat(next()).isEqualTo("eth0 UP [127.0.0.5]");
            interfaces.are(
                    FakeInterfaces.network("lo", 1, "127.0.0.1"),
                    FakeInterfaces.network("eth0", 2, "127.0.0.5"),
                    FakeInterfaces.network("docker0", 3, "127.0.0.6"),
                    FakeInterfaces.network("eth1", 4, "127.0.0.7"));

            assertThat(next()).isEqualTo("eth1 UP [127.0.0.7]");
            interfaces.are(FakeInterfaces.network("eth1", 4, "127.0.0.7"));
            assertThat(next()).isEqualTo("eth0 DOWN []");
            answers(only(server));
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void aServerOnNoInterfaceYetStartsAndStops() {
        DhcpServer server = started(server().onEveryInterface(name -> true));
        assertThat(server.localAddresses()).isEmpty();
        server.close();
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));
        assertThat(server.localAddresses()).isEmpty();
    }

    @Test
    void withoutAnIntervalNothingIsWatched() {
        interfaces.are(FakeInterfaces.network("eth0", 2, "127.0.0.5"));
        try (DhcpServer server = started(server().onInterface("eth0").interfaceCheck(Duration.ZERO))) {
            assertThat(server.localAddresses()).hasSize(1);
            assertThat(interfaces.isWatched()).isFalse();
        }
    }

    @Test
    void anAddressIsFoundOnItsInterface() {
        ServerInterface eth0 = FakeInterfaces.network("eth0", 2, "10.0.0.1", "10.0.0.2");
        ServerInterface lo = FakeInterfaces.network("lo", 1, "127.0.0.1");

        assertThat(eth0.only(Ip4.of("10.0.0.2")).orElseThrow().addresses())
                .isEqualTo(List.of(new ServerInterface.Address(Ip4.of("10.0.0.2"), 24)));
        assertThat(eth0.only(Ip4.of("10.0.0.3"))).isEmpty();
        assertThat(lo.only(Ip4.of("127.9.9.9")).orElseThrow().first().address()).isEqualTo(Ip4.of("127.9.9.9"));
        assertThat(lo.only(Ip4.of("128.0.0.1"))).isEmpty();
    }

    @Test
    void theMachinesInterfacesAreReadAndWatchedUntilClosed() throws Exception {
        MachineInterfaces machine = new MachineInterfaces(Duration.ofMillis(1));
        ServerInterface lo = machine.read().stream()
                .filter(ServerInterface::loopback)
                .findFirst()
                .orElseThrow();
        assertThat(lo.hasAddress(Ip4.of("127.0.0.1"))).isTrue();
        assertThat(lo.hardwareAddress()).isEmpty();

        BlockingQueue<List<ServerInterface>> heard = new LinkedBlockingQueue<>();
        InterfaceSource.Watch watch = machine.watch(lo.name()::equals, heard::add);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).containsExactly(lo);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).containsExactly(lo);
        watch.close();
    }
}
