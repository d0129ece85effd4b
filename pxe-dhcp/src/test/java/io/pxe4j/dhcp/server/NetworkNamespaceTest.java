package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.InterfaceChange.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real interfaces, real broadcasts: what loopback cannot show. The addresses are those of RFC 2544, which no network here uses. */
class NetworkNamespaceTest {
    private static final HardwareAddress CLIENT = HardwareAddress.of("52:54:00:00:00:01");

    private final BlockingQueue<InterfaceChange> changes = new LinkedBlockingQueue<>();

    private final DhcpListener listener = new DhcpListener() {
        @Override
        public void interfaceChanged(InterfaceChange event) {
            changes.add(event);
        }
    };

    private static DhcpEngine engine(EngineContext context) {
        return ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> BootOffer.file("boot.efi")))
                .bootServerTypes(PxeBootServerType.of(0x7001))
                .build(context);
    }

    private DhcpServer.Builder server() {
        return DhcpServer.builder()
                .transport(DhcpTransport.EPOLL)
                .dhcpPort(0)
                .pxePort(0)
                .listener(listener)
                .engine(NetworkNamespaceTest::engine);
    }

    private static DhcpServer started(DhcpServer.Builder builder) {
        return builder.build().start().toCompletableFuture().join();
    }

    private static int port(DhcpServer server, String interfaceName, ServerPort job) {
        return server.localAddresses().stream()
                .filter(one -> one.port() == job && one.interfaceName().equals(interfaceName))
                .findFirst()
                .orElseThrow()
                .portNumber();
    }

    private static DhcpPacketWriter pxe(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, CLIENT).xid(7).set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
    }

    private InterfaceChange next() throws InterruptedException {
        return Optional.ofNullable(changes.poll(10, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no change told within 10 s"));
    }

    @Test
    void aClientWithoutAnAddressHearsTheAnswerFromThePrimaryAddress() throws Exception {
        try (Veth cable = new Veth("198.18.1.1/24", "198.18.1.9/24", "198.18.2.1/24");
                DhcpServer server = started(server().onInterface(cable.name()))) {
            Veth.Client client = cable.client(68);
            client.send(pxe(DhcpMessageType.DISCOVER), "255.255.255.255", port(server, cable.name(), ServerPort.DHCP));
            Veth.Received offer = client.receive();

            assertThat(offer.packet().messageType()).contains(DhcpMessageType.OFFER);
            assertThat(offer.from()).isEqualTo(Ip4.of("198.18.1.1"));
            assertThat(offer.port()).isEqualTo(port(server, cable.name(), ServerPort.DHCP));
            assertThat(offer.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("198.18.1.1"));
        }
    }

    // Intel's base code and iPXE drop an answer that comes from another address than they asked.
    @Test
    void anAnswerLeavesFromTheAddressThatWasAsked() throws Exception {
        try (Veth cable = new Veth("198.18.1.1/24", "198.18.1.9/24", "198.18.2.1/24").farEnd("198.18.1.50/24");
                DhcpServer server = started(server().onInterface(cable.name()))) {
            Veth.Client client = cable.client(4011);
            int port = port(server, cable.name(), ServerPort.PXE);
            for (String asked : new String[] {"198.18.1.9", "198.18.1.1"}) {
                client.send(pxe(DhcpMessageType.REQUEST).ciaddr(Ip4.of("198.18.1.50")), asked, port);
                Veth.Received ack = client.receive();

                assertThat(ack.packet().messageType()).contains(DhcpMessageType.ACK);
                assertThat(ack.from()).isEqualTo(Ip4.of(asked));
                assertThat(ack.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of(asked));
            }
            assertThat(client.hasReceivedMore()).isFalse();
            assertThat(server.counters().value(DhcpCounter.RECEIVED)).isEqualTo(2);
        }
    }

    @Test
    void eachOfTwoInterfacesIsAnsweredByItself() throws Exception {
        try (Veth one = new Veth("198.18.1.1/24").farEnd("198.18.1.50/24");
                Veth two = new Veth("198.18.2.1/24").farEnd("198.18.2.50/24");
                DhcpServer server = started(server().onInterface(one.name()).onInterface(two.name()))) {
            Veth.Client first = one.client(68);
            Veth.Client second = two.client(68);
            second.send(pxe(DhcpMessageType.DISCOVER), "255.255.255.255", port(server, two.name(), ServerPort.DHCP));
            Veth.Received offer = second.receive();
            assertThat(offer.from()).isEqualTo(Ip4.of("198.18.2.1"));
            assertThat(offer.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("198.18.2.1"));

            first.send(pxe(DhcpMessageType.DISCOVER), "198.18.1.255", port(server, one.name(), ServerPort.DHCP));
            assertThat(first.receive().packet().get(DhcpOption.SERVER_IDENTIFIER))
                    .contains(Ip4.of("198.18.1.1"));
            assertThat(first.hasReceivedMore() || second.hasReceivedMore()).isFalse();
            assertThat(server.counters().value(DhcpCounter.RECEIVED)).isEqualTo(2);
        }
    }

    @Test
    void bootServersAreFoundByMulticast() throws Exception {
        try (Veth cable = new Veth("198.18.1.1/24").farEnd("198.18.1.50/24");
                DhcpServer server = started(server().onInterface(cable.name()).multicastGroup(Ip4.of("224.0.1.2")))) {
            Veth.Client client = cable.client(4011);
            Veth.ip("-n " + cable.namespace() + " route add 224.0.0.0/4 dev c");
            client.send(
                    pxe(DhcpMessageType.REQUEST)
                            .ciaddr(Ip4.of("198.18.1.50"))
                            .set(
                                    DhcpOption.VENDOR_SPECIFIC,
                                    PxeOptions.bootItem(PxeBootItem.of(PxeBootServerType.of(0x7001)))),
                    "224.0.1.2",
                    port(server, cable.name(), ServerPort.PXE));
            Veth.Received ack = client.receive();

            assertThat(ack.packet().messageType()).contains(DhcpMessageType.ACK);
            assertThat(ack.from()).isEqualTo(Ip4.of("198.18.1.1"));
        }
    }

    @Test
    void anInterfaceThatIsMadeAnewIsServedAgain() throws Exception {
        try (Veth cable = new Veth("198.18.1.1/24").farEnd("198.18.1.50/24");
                DhcpServer server = started(server().onInterface(cable.name()))) {
            assertThat(next().kind()).isEqualTo(Kind.UP);
            cable.delete();
            assertThat(next().kind()).isEqualTo(Kind.DOWN);
            assertThat(server.localAddresses()).isEmpty();

            cable.create("198.18.1.1/24");
            assertThat(next().kind()).isEqualTo(Kind.UP);
            cable.farEnd("198.18.1.51/24");
            Veth.Client client = cable.client(68);
            client.send(pxe(DhcpMessageType.DISCOVER), "255.255.255.255", port(server, cable.name(), ServerPort.DHCP));
            assertThat(client.receive().from()).isEqualTo(Ip4.of("198.18.1.1"));

            cable.address("198.18.1.9/24");
            InterfaceChange change = next();
            assertThat(change.kind()).isEqualTo(Kind.CHANGED);
            assertThat(change.addresses()).containsExactly(Ip4.of("198.18.1.1"), Ip4.of("198.18.1.9"));
            client.send(pxe(DhcpMessageType.DISCOVER), "198.18.1.9", port(server, cable.name(), ServerPort.DHCP));
            assertThat(client.receive().packet().get(DhcpOption.SERVER_IDENTIFIER))
                    .contains(Ip4.of("198.18.1.9"));
        }
    }

    @Test
    void aSecondServerOnTheInterfaceFindsThePortBusy() {
        try (Veth cable = new Veth("198.18.1.1/24", "198.18.1.9/24");
                DhcpServer server = started(server().onInterface(cable.name()))) {
            int port = port(server, cable.name(), ServerPort.DHCP);

            assertThatThrownBy(() -> started(
                            server().onInterface(cable.name()).dhcpPort(port).withoutPxePort()))
                    .hasCauseInstanceOf(DhcpServerException.class)
                    .hasMessageContaining(
                            "UDP port " + port + " on " + cable.name() + " is taken by another program: stop");
            assertThatThrownBy(() -> started(server().onAddress(Ip4.of("198.18.1.9"))
                            .dhcpPort(port)
                            .withoutPxePort()))
                    .hasMessageContaining("UDP port " + port + " on 198.18.1.9 is taken by another program");
        }
    }

    @Test
    void besideDnsmasqOnTheInterfaceThePortIsBusy() throws Exception {
        assumeTrue(canRun("dnsmasq", "--version"), "dnsmasq is not installed");
        try (Veth cable = new Veth("198.18.1.1/24")) {
            // Under an unusual port, since another DHCP server may have 67 here.
            Process dnsmasq = new ProcessBuilder(
                            "dnsmasq",
                            "--keep-in-foreground",
                            "--conf-file=/dev/null",
                            "--port=0",
                            "--pid-file=",
                            "--log-facility=-",
                            "--bind-interfaces",
                            "--dhcp-alternate-port=26767",
                            "--leasefile-ro",
                            "--interface=" + cable.name(),
                            "--dhcp-range=198.18.1.100,198.18.1.110")
                    .redirectErrorStream(true)
                    .start();
            try (var log = dnsmasq.inputReader()) {
                String line = log.readLine();
                while (line != null && !line.contains("DHCP, IP range")) {
                    line = log.readLine();
                }
                assumeTrue(line != null, "dnsmasq does not run here");

                assertThatThrownBy(() -> started(server().onInterface(cable.name())
                                .dhcpPort(26767)
                                .withoutPxePort()))
                        .hasMessageContaining("UDP port 26767 on " + cable.name() + " is taken by another program");
            } finally {
                dnsmasq.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean canRun(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
