package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.server.DhcpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Exchanges a second over loopback sockets, with all of the server's way, the kernel's and the client's. One operation is one exchange
 * that has come to its end: DISCOVER and OFFER of a ProxyDHCP server, or DISCOVER, OFFER, REQUEST and ACK of one that leases. The
 * octets allocated are those of both sides.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DhcpServerBenchmark extends AbstractBenchmark {
    private static final Ip4 LOOPBACK = Ip4.of("127.0.0.1");
    private static final int CLIENTS = 20_000;
    private static final int GIADDR = 24;
    private static final int CHADDR = 28;

    /** What the server does. */
    @Param({"PROXY", "MEMORY", "SQLITE"})
    public Role role = Role.PROXY;

    /** How many clients have asked and not been answered; the receive buffers of a system hold so many. */
    @Param({"1", "32"})
    public int machines = 1;

    /** What a server does. */
    public enum Role {
        /** Tells iPXE what to boot. */
        PROXY(LeaseStores.Kind.MEMORY),
        /** Leases addresses and forgets them. */
        MEMORY(LeaseStores.Kind.MEMORY),
        /** Leases addresses and keeps them. */
        SQLITE(LeaseStores.Kind.SQLITE);

        private final LeaseStores.Kind store;

        Role(LeaseStores.Kind store) {
            this.store = store;
        }

        private DhcpEngine engine(LeaseStore leases, EngineContext context) {
            return this == PROXY
                    ? ProxyDhcp.builder()
                            .policy(ProxyExchangeBenchmark.policy())
                            .answerWithin(DhcpLeasingBenchmark.PATIENCE)
                            .build(context)
                    : DhcpLeasing.builder()
                            .store(leases)
                            .answerWithin(DhcpLeasingBenchmark.PATIENCE)
                            .pool(AddressPool.of("127.77.0.1-127.77.255.254"))
                            .build(context);
        }
    }

    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final LeaseMessages messages = LeaseMessages.to(LOOPBACK, LOOPBACK);
    private final ByteBuf discover =
            Discovers.ipxe(HardwareAddress.of("02:00:00:00:00:00")).setInt(GIADDR, LOOPBACK.bits());
    private final byte[] received = new byte[1500];
    private final ByteBuf answer = Unpooled.wrappedBuffer(received);
    private final DatagramPacket incoming = new DatagramPacket(received, received.length);
    private final byte[] sent = new byte[1500];
    private final DatagramPacket outgoing = new DatagramPacket(sent, sent.length);
    private @Nullable LeaseStores leases;
    private @Nullable DhcpServer server;
    private @Nullable DatagramSocket socket;
    private int client;

    /** Starts the server, and lets so many clients ask. */
    @Setup
    public void start() throws IOException {
        LeaseStores store = LeaseStores.open(role.store);
        leases = store;
        DhcpServer started = DhcpServer.builder()
                .onAddress(LOOPBACK)
                .dhcpPort(0)
                .withoutPxePort()
                .limits(RequestLimits.NONE)
                .replyToSource(true)
                .engine(context -> role.engine(store.store(), context))
                .build();
        server = started;
        started.start().toCompletableFuture().join();
        DatagramSocket opened = new DatagramSocket(0, LOOPBACK.toInetAddress());
        socket = opened;
        opened.setSoTimeout(60_000);
        outgoing.setSocketAddress(new InetSocketAddress(
                LOOPBACK.toInetAddress(), started.localAddresses().get(0).portNumber()));
        for (int i = 0; i < machines; i++) {
            discover(opened);
        }
    }

    /** Closes all. */
    @TearDown
    public void stop() throws Exception {
        if (socket != null) {
            socket.close();
        }
        if (server != null) {
            server.close();
        }
        if (leases != null) {
            leases.close();
        }
        messages.free();
        discover.release();
    }

    /** Until one more client is done, whose place the next one takes. */
    @Benchmark
    public int exchange() throws IOException {
        DatagramSocket open = Objects.requireNonNull(socket);
        while (true) {
            // Shortened by the packet before.
            incoming.setLength(received.length);
            open.receive(incoming);
            DhcpPacket packet = (DhcpPacket) decoder.decode(answer.setIndex(0, incoming.getLength()));
            if (role == Role.PROXY || packet.is(DhcpMessageType.ACK)) {
                discover(open);
                return incoming.getLength();
            }
            if (!packet.is(DhcpMessageType.OFFER)) {
                throw new IllegalStateException("expected an OFFER, got " + packet);
            }
            int number = packet.xid();
            send(open, LeaseMessages.numbered(messages.request(number, packet.yiaddr()), number));
        }
    }

    private void discover(DatagramSocket open) throws IOException {
        int number = client;
        client = (client + 1) % CLIENTS;
        ByteBuf message = role == Role.PROXY ? discover.setInt(CHADDR + 2, number) : messages.discover(number);
        send(open, LeaseMessages.numbered(message, number));
    }

    private void send(DatagramSocket open, ByteBuf message) throws IOException {
        int length = message.readableBytes();
        message.getBytes(message.readerIndex(), sent, 0, length);
        outgoing.setLength(length);
        open.send(outgoing);
    }
}
