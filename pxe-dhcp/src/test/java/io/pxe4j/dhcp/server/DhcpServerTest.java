package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
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

    private static ProxyDhcp.Builder proxy() {
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
}
