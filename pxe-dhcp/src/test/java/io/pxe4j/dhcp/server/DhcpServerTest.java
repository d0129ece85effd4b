package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DhcpServerTest {
    private static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    private static final HardwareAddress CLIENT = HardwareAddress.of("52:54:00:00:00:01");

    private final Events events = new Events();

    /** What the server told, in order. */
    private static final class Events implements DhcpListener {
        final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        final BlockingQueue<DropReason> dropped = new LinkedBlockingQueue<>();

        @Override
        public void received(RequestReceived event) {
            told.add("received " + event.request().messageType().orElseThrow());
        }

        @Override
        public void answered(RequestAnswered event) {
            told.add("answered " + event.reply().messageType().orElseThrow());
        }

        @Override
        public void dropped(RequestDropped event) {
            told.add("dropped");
            dropped.add(event.drop().reason());
        }

        @Override
        public void otherServerSeen(OtherServerSeen event) {
            told.add("other server");
        }

        DropReason nextDrop() throws InterruptedException {
            return Optional.ofNullable(dropped.poll(10, TimeUnit.SECONDS)).orElseThrow();
        }
    }

    private static DhcpServer.Builder loopback(DhcpTransport transport) {
        assumeTrue(
                transport != DhcpTransport.EPOLL || Epoll.isAvailable(),
                "Netty's epoll transport is not available here");
        return DhcpServer.builder().onAddress(LOOPBACK).dhcpPort(0).pxePort(0).transport(transport);
    }

    private static ProxyDhcpBuilder proxy() {
        return ProxyDhcp.builder().policy(BootPolicy.of(client -> BootOffer.file("boot.efi")));
    }

    private static DhcpServer started(DhcpServer.Builder builder) {
        return builder.build().start().toCompletableFuture().join();
    }

    private static InetSocketAddress address(DhcpServer server, ServerPort port) {
        return server.localAddresses().stream()
                .filter(one -> one.port() == port)
                .findFirst()
                .orElseThrow()
                .socketAddress();
    }

    private static DhcpPacketWriter pxe(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, CLIENT)
                .xid(7)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient:Arch:00007:UNDI:003016"))
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(7)));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void answersDiscoverFromThePortThatWasAsked(DhcpTransport transport) throws Exception {
        try (DhcpServer server = started(loopback(transport)
                        .engine(proxy()::build)
                        .replyToSource(true)
                        .listener(events));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
            DhcpPacket offer = client.receive();

            assertThat(offer.messageType()).contains(DhcpMessageType.OFFER);
            assertThat(offer.file()).isEqualTo("boot.efi");
            assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(LOOPBACK);
            assertThat(client.lastSender()).isEqualTo(address(server, ServerPort.DHCP));
            assertThat(events.told).containsExactly("received DISCOVER", "answered OFFER");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void answersOnThePxePortWithoutReplyToSource(DhcpTransport transport) throws Exception {
        try (DhcpServer server = started(loopback(transport).engine(proxy()::build));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.REQUEST).ciaddr(LOOPBACK), address(server, ServerPort.PXE));

            assertThat(client.receive().messageType()).contains(DhcpMessageType.ACK);
            assertThat(client.lastSender()).isEqualTo(address(server, ServerPort.PXE));
        }
    }

    @Test
    void bindsToAnInterfaceOnEpoll() throws Exception {
        assumeTrue(Epoll.isAvailable(), "Netty's epoll transport is not available here");
        try (DhcpServer server = started(DhcpServer.builder()
                        .onInterface("lo")
                        .dhcpPort(0)
                        .pxePort(0)
                        .engine(proxy()::build)
                        .replyToSource(true));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));

            assertThat(client.receive().get(DhcpOption.SERVER_IDENTIFIER)).contains(LOOPBACK);
            assertThat(server.localAddresses())
                    .allMatch(one -> one.interfaceName().equals("lo"));
        }
    }

    @Test
    void knowsABroadcastFromAUnicastOnEpoll() throws Exception {
        assumeTrue(Epoll.isAvailable(), "Netty's epoll transport is not available here");
        BlockingQueue<Boolean> broadcasts = new LinkedBlockingQueue<>();
        DhcpListener hears = new DhcpListener() {
            @Override
            public void received(RequestReceived event) {
                broadcasts.add(event.arrival().broadcast());
            }
        };
        try (DhcpServer server = started(DhcpServer.builder()
                        .onInterface("lo")
                        .dhcpPort(0)
                        .pxePort(0)
                        .engine(proxy()::build)
                        .listener(hears)
                        .replyToSource(true));
                TestClient client = new TestClient()) {
            InetSocketAddress unicast = address(server, ServerPort.DHCP);
            client.send(pxe(DhcpMessageType.DISCOVER), unicast);
            client.receive();
            client.send(pxe(DhcpMessageType.DISCOVER), new InetSocketAddress("127.255.255.255", unicast.getPort()));
            client.receive();

            assertThat(broadcasts).containsExactly(false, true);
        }
    }

    @Test
    void leasesAnAddressInFourMessages() throws Exception {
        try (DhcpServer server = started(loopback(DhcpTransport.NIO)
                        .replyToSource(true)
                        .listener(events)
                        .engine(DhcpLeasing.builder()
                                .network(Ip4.of("10.0.0.0"), 24)
                                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))::build));
                TestClient client = new TestClient()) {
            client.send(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, CLIENT), address(server, ServerPort.DHCP));
            Ip4 offered = client.receive().yiaddr();
            client.send(
                    DhcpPacketWriter.request(DhcpMessageType.REQUEST, CLIENT)
                            .set(DhcpOption.SERVER_IDENTIFIER, LOOPBACK)
                            .set(DhcpOption.REQUESTED_ADDRESS, offered),
                    address(server, ServerPort.DHCP));
            DhcpPacket ack = client.receive();

            assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
            assertThat(ack.yiaddr()).isEqualTo(offered);
            assertThat(events.told)
                    .containsExactly("received DISCOVER", "answered OFFER", "received REQUEST", "answered ACK");
        }
    }

    @Test
    void unreadablePacketsAreDroppedWithAReason() throws Exception {
        try (DhcpServer server = started(loopback(DhcpTransport.AUTO)
                        .engine(proxy()::build)
                        .replyToSource(true)
                        .listener(events)
                        .maxPacketSize(1000));
                TestClient client = new TestClient()) {
            InetSocketAddress to = address(server, ServerPort.DHCP);
            client.sendBytes(new byte[0], to);
            assertThat(events.nextDrop()).isEqualTo(DropReason.MALFORMED);
            client.sendBytes(new byte[239], to);
            assertThat(events.nextDrop()).isEqualTo(DropReason.MALFORMED);
            client.sendBytes(new byte[1001], to);
            assertThat(events.nextDrop()).isEqualTo(DropReason.TOO_LARGE);
            client.send(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, CLIENT), to);
            assertThat(events.nextDrop()).isEqualTo(DropReason.NOT_NETWORK_BOOT);

            client.send(pxe(DhcpMessageType.DISCOVER), to);
            assertThat(client.receive().messageType()).contains(DhcpMessageType.OFFER);
        }
    }

    @Test
    void anotherServersReplyIsToldAndNotAnswered() throws Exception {
        try (DhcpServer server = started(
                        loopback(DhcpTransport.AUTO).engine(proxy()::build).listener(events));
                TestClient client = new TestClient()) {
            DhcpPacket request = (DhcpPacket)
                    DhcpPacket.decode(pxe(DhcpMessageType.DISCOVER).encode(UnpooledByteBufAllocator.DEFAULT));
            client.send(
                    DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
                            .set(DhcpOption.SERVER_IDENTIFIER, Ip4.of("192.0.2.9")),
                    address(server, ServerPort.DHCP));

            assertThat(events.nextDrop()).isEqualTo(DropReason.NOT_A_REQUEST);
            assertThat(events.told).containsExactly("other server", "dropped");
            request.content().release();
        }
    }

    @Test
    void slowPolicyDoesNotHoldUpOthers() throws Exception {
        CompletableFuture<BootOffer> slow = new CompletableFuture<>();
        BlockingQueue<HardwareAddress> asked = new LinkedBlockingQueue<>();
        BootPolicy policy = client -> {
            asked.add(client.hardwareAddress());
            return client.hardwareAddress().equals(CLIENT)
                    ? slow
                    : CompletableFuture.completedFuture(BootOffer.file("fast"));
        };
        try (DhcpServer server = started(loopback(DhcpTransport.AUTO)
                        .replyToSource(true)
                        .engine(ProxyDhcp.builder().policy(policy).answerWithin(Duration.ofMinutes(1))::build));
                TestClient client = new TestClient()) {
            InetSocketAddress to = address(server, ServerPort.DHCP);
            client.send(pxe(DhcpMessageType.DISCOVER), to);
            assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(CLIENT);
            client.send(
                    DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:02"))
                            .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT),
                    to);
            assertThat(client.receive().file()).isEqualTo("fast");

            slow.complete(BootOffer.file("slow"));
            assertThat(client.receive().file()).isEqualTo("slow");
        }
    }

    @Test
    void policyThatNeverAnswersIsGivenUp() throws Exception {
        try (DhcpServer server = started(loopback(DhcpTransport.AUTO)
                        .listener(events)
                        .engine(ProxyDhcp.builder()
                                .policy(client -> new CompletableFuture<>())
                                .answerWithin(Duration.ofMillis(1))::build));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));

            assertThat(events.nextDrop()).isEqualTo(DropReason.POLICY_LATE);
        }
    }

    @Test
    void stopEndsWhatWaitsAndLeavesNoThread() throws Exception {
        DhcpServer server = started(loopback(DhcpTransport.AUTO)
                .listener(events)
                .engine(ProxyDhcp.builder().policy(client -> new CompletableFuture<>())::build));
        List<InetSocketAddress> ports = server.localAddresses().stream()
                .map(DhcpEndpoint::socketAddress)
                .toList();
        try (TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
            assertThat(events.told.poll(10, TimeUnit.SECONDS)).isEqualTo("received DISCOVER");
        }
        server.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(events.nextDrop()).isEqualTo(DropReason.CLOSING);
        assertThat(server.localAddresses()).isEmpty();
        for (InetSocketAddress port : ports) {
            new DatagramSocket(port).close();
        }
        server.close();
        server.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void engineIsClosedWithTheServerEvenIfItNeverAnswers() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        DhcpEngine engine = new DhcpEngine() {
            @Override
            public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {
                closed.complete(null);
            }
        };
        try (DhcpServer server =
                        started(loopback(DhcpTransport.AUTO).listener(events).engine(context -> engine));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
            assertThat(events.told.poll(10, TimeUnit.SECONDS)).isEqualTo("received DISCOVER");
        }
        assertThat(closed).isDone();
        assertThat(events.nextDrop()).isEqualTo(DropReason.CLOSING);
    }

    @Test
    void usersEventLoopGroupIsUsedAndLeftOpen() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (TestClient client = new TestClient()) {
            try (DhcpServer server = started(loopback(DhcpTransport.AUTO)
                    .eventLoopGroup(group)
                    .engine(proxy()::build)
                    .replyToSource(true))) {
                client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
                assertThat(client.receive().messageType()).contains(DhcpMessageType.OFFER);
            }
            assertThat(group.isShuttingDown()).isFalse();
            assertThatThrownBy(() -> started(DhcpServer.builder()
                            .onAddress(LOOPBACK)
                            .transport(DhcpTransport.EPOLL)
                            .eventLoopGroup(group)
                            .engine(proxy()::build)))
                    .hasCauseInstanceOf(DhcpServerException.class)
                    .hasMessageContaining("does not run the transport EPOLL");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    @Test
    void listenerThatThrowsDoesNoHarm() throws Exception {
        DhcpListener broken = new DhcpListener() {
            @Override
            public void received(RequestReceived event) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void answered(RequestAnswered event) {
                throw new IllegalStateException("listener");
            }
        };
        try (DhcpServer server = started(loopback(DhcpTransport.AUTO)
                        .engine(proxy()::build)
                        .replyToSource(true)
                        .listener(broken));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
            assertThat(client.receive().messageType()).contains(DhcpMessageType.OFFER);
        }
    }

    @Test
    void engineThatThrowsOrFailsIsADrop() throws Exception {
        try (DhcpServer server =
                        started(loopback(DhcpTransport.AUTO).listener(events).engine(context -> (request, arrival) -> {
                            if (arrival.port() == ServerPort.DHCP) {
                                throw new IllegalStateException("engine");
                            }
                            return CompletableFuture.failedFuture(new IllegalStateException("engine"));
                        }));
                TestClient client = new TestClient()) {
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.DHCP));
            assertThat(events.nextDrop()).isEqualTo(DropReason.INTERNAL_ERROR);
            client.send(pxe(DhcpMessageType.DISCOVER), address(server, ServerPort.PXE));
            assertThat(events.nextDrop()).isEqualTo(DropReason.INTERNAL_ERROR);
        }
    }

    @Test
    void eachPortMayBeLeftOut() {
        try (DhcpServer server =
                started(loopback(DhcpTransport.AUTO).withoutDhcpPort().engine(proxy()::build))) {
            assertThat(server.localAddresses())
                    .singleElement()
                    .satisfies(one -> assertThat(one.port()).isEqualTo(ServerPort.PXE));
        }
        try (DhcpServer server =
                started(loopback(DhcpTransport.AUTO).withoutPxePort().engine(proxy()::build))) {
            assertThat(server.localAddresses())
                    .singleElement()
                    .satisfies(one -> assertThat(one).hasToString("127.0.0.1:" + one.portNumber() + " on lo"));
        }
    }

    // What cannot start says why in one sentence, and leaves nothing behind.

    private static String problem(DhcpServer.Builder builder) {
        try {
            started(builder).close();
            throw new AssertionError("started");
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(DhcpServerException.class);
            return e.getCause().getMessage();
        }
    }

    @Test
    void portThatIsTakenIsNamed() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            assertThat(problem(
                            loopback(DhcpTransport.AUTO).engine(proxy()::build).pxePort(other.getLocalPort())))
                    .startsWith("UDP port " + other.getLocalPort() + " on 127.0.0.1 is taken by another program: stop");
            assertThat(problem(
                            loopback(DhcpTransport.NIO).engine(proxy()::build).dhcpPort(other.getLocalPort())))
                    .contains("is taken by another program");
        }
    }

    @Test
    void interfaceThatIsMissingIsNamedWithThoseThatExist() {
        assertThat(problem(DhcpServer.builder().onInterface("nix7").engine(proxy()::build)))
                .startsWith("There is no network interface nix7: choose one of ")
                .contains("lo");
    }

    @Test
    void addressThatIsMissingIsNamed() {
        assertThat(problem(DhcpServer.builder().onAddress(Ip4.of("192.0.2.77")).engine(proxy()::build)))
                .startsWith("192.0.2.77 is no address of this machine");
    }

    @Test
    void missingPermissionIsExplained() {
        BindPlan plan = new BindPlan("lo", false, LOOPBACK, ServerPort.DHCP, 67);

        assertThat(BindErrors.explain(plan, new SocketException("Permission denied")))
                .hasMessage("UDP port 67 on 127.0.0.1 may not be opened by this user: run as root, give java the"
                        + " capability CAP_NET_BIND_SERVICE, or choose a port above 1023.");
        assertThat(BindErrors.explain(plan, new SocketException("Cannot assign requested address")))
                .hasMessageContaining("no longer has that address");
        assertThat(BindErrors.explain(plan, new SocketException("strange")))
                .hasMessage("UDP port 67 on 127.0.0.1 could not be opened: strange.");
    }

    @Test
    void engineThatCannotBeMadeFailsTheStart() {
        assertThatThrownBy(() -> started(loopback(DhcpTransport.AUTO).engine(ProxyDhcp.builder()::build)))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("policy: none");
    }

    @Test
    void serverStartsOnce() {
        DhcpServer server = loopback(DhcpTransport.AUTO).engine(proxy()::build).build();
        server.start().toCompletableFuture().join();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        server.close();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> DhcpServer.builder().build()).hasMessageStartingWith("engine: none");
        assertThatThrownBy(() -> DhcpServer.builder().engine(proxy()::build).build())
                .hasMessageStartingWith("onInterface: none");
        assertThatThrownBy(() -> DhcpServer.builder()
                        .onAddress(LOOPBACK)
                        .withoutDhcpPort()
                        .withoutPxePort()
                        .engine(proxy()::build)
                        .build())
                .hasMessageStartingWith("ports: none");
        assertThatThrownBy(() -> DhcpServer.builder().dhcpPort(65536)).hasMessageStartingWith("dhcpPort: 65536");
        assertThatThrownBy(() -> DhcpServer.builder().maxPacketSize(575)).hasMessageStartingWith("maxPacketSize: 575");
    }

    @Test
    void unreadDropIsPrintable() {
        assertThat(RequestDropped.unreadable(
                        new DhcpArrival("br0", LOOPBACK, 8, ServerPort.DHCP, Ip4.ANY, 68, true),
                        DropReason.MALFORMED,
                        "x"))
                .hasToString("packet from 0.0.0.0:68 on br0: not a DHCP packet: x");
    }
}
