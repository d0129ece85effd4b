package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Drives a client by hand: a clock that moves when told, what it sent in a queue, answers made to measure. */
final class ClientLab implements ClientListener {
    static final Ip4 SERVER = Lab.SERVER;
    static final Ip4 OTHER_SERVER = Lab.ip("10.0.0.2");
    static final Ip4 ADDRESS = Lab.ip("10.0.0.50");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** No jitter, so that waits are round. */
    static final ClientTiming TIMING =
            ClientTiming.STANDARD.withWaits(Duration.ofSeconds(4), Duration.ofSeconds(64), Duration.ZERO);

    record Sent(DhcpPacket packet, ClientTarget target, Duration at) {
        DhcpMessageType type() {
            return packet.messageType().orElseThrow();
        }
    }

    final Deque<Sent> sent = new ArrayDeque<>();
    final List<String> events = new ArrayList<>();
    final List<ClientRefusal> refusals = new ArrayList<>();
    final ClientMachine client;

    private final long start;
    private long nanos = Long.MAX_VALUE - 5_000_000_000L; // so that the clock wraps around within a test
    private Instant wall = START;

    ClientLab(ClientSettings settings) {
        this(settings, new Random(7));
    }

    ClientLab(ClientSettings settings, Random random) {
        start = nanos;
        client = ClientMachine.create(settings, new ClientContext(this::take, () -> nanos, () -> wall, random), this);
    }

    static ClientLab create() {
        return new ClientLab(settings());
    }

    static ClientSettings settings() {
        return ClientSettings.of(ClientIdentity.of(Lab.MAC)).withTiming(TIMING);
    }

    /** A client with a lease of an hour, got at the start. */
    static ClientLab bound(ClientSettings settings) {
        ClientLab lab = new ClientLab(settings);
        lab.acquire();
        return lab;
    }

    /** Plays the server of one DORA. */
    ClientLease acquire() {
        CompletionStage<ClientLease> lease = client.acquire();
        receive(offer(next(), SERVER, ADDRESS));
        receive(ack(next(), SERVER, ADDRESS));
        return now(lease);
    }

    private void take(ByteBuf packet, ClientTarget target) {
        byte[] octets = new byte[packet.readableBytes()];
        packet.readBytes(octets).release();
        assertThat(packet.refCnt()).isZero();
        sent.add(new Sent((DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets)), target, elapsed()));
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos - start);
    }

    Instant wall() {
        return wall;
    }

    /** Moves the clock, stopping at each deadline on the way. */
    void advance(Duration by) {
        long until = nanos + by.toNanos();
        for (int i = 0; i < 10_000; i++) {
            long next = client.nextDeadline().orElse(until);
            if (next - until > 0) {
                break;
            }
            moveTo(Math.max(0, next - nanos));
            client.tick();
            if (next == until && client.nextDeadline().orElse(until + 1) - until > 0) {
                break;
            }
        }
        moveTo(until - nanos);
        assertThat(client.nextDeadline().orElse(nanos + 1) - nanos).isPositive();
    }

    private void moveTo(long by) {
        nanos += by;
        wall = wall.plusNanos(by);
    }

    /** What it sent next. */
    Sent next() {
        assertThat(sent).as("packets sent").isNotEmpty();
        return sent.remove();
    }

    Sent next(DhcpMessageType type) {
        Sent next = next();
        assertThat(next.type()).isEqualTo(type);
        return next;
    }

    void receive(DhcpPacketWriter answer) {
        receive(answer, SERVER, 67);
    }

    void receive(DhcpPacketWriter answer, Ip4 source, int port) {
        ByteBuf datagram = answer.encode(Lab.ALLOCATOR);
        client.receive(datagram, source, port);
        assertThat(datagram.refCnt()).isEqualTo(1);
        // What the client keeps must not be the socket's buffer.
        datagram.setZero(0, datagram.capacity());
        datagram.release();
    }

    /** The reason of the refusal of that answer. */
    ClientRefusalReason refusal(DhcpPacketWriter answer) {
        return refusal(answer, SERVER);
    }

    ClientRefusalReason refusal(DhcpPacketWriter answer, Ip4 source) {
        int before = refusals.size();
        receive(answer, source, 67);
        assertThat(refusals).as("refusals").hasSize(before + 1);
        return refusals.get(before).reason();
    }

    static DhcpPacketWriter offer(Sent to, Ip4 server, Ip4 address) {
        return lease(to, DhcpMessageType.OFFER, server, address);
    }

    static DhcpPacketWriter ack(Sent to, Ip4 server, Ip4 address) {
        return lease(to, DhcpMessageType.ACK, server, address);
    }

    static DhcpPacketWriter nak(Sent to, Ip4 server) {
        return DhcpPacketWriter.replyTo(to.packet(), DhcpMessageType.NAK)
                .set(DhcpOption.SERVER_IDENTIFIER, server)
                .set(DhcpOption.MESSAGE, "not today");
    }

    static DhcpPacketWriter lease(Sent to, DhcpMessageType type, Ip4 server, Ip4 address) {
        return DhcpPacketWriter.replyTo(to.packet(), type)
                .yiaddr(address)
                .set(DhcpOption.SERVER_IDENTIFIER, server)
                .set(DhcpOption.LEASE_TIME, Duration.ofHours(1))
                .set(DhcpOption.SUBNET_MASK, Lab.ip("255.255.255.0"));
    }

    /** The value of a stage that is complete. */
    static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    static <T> boolean isDone(CompletionStage<T> stage) {
        return stage.toCompletableFuture().isDone();
    }

    /** The failure of a stage that is complete. */
    static ClientException failure(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        try {
            stage.toCompletableFuture().join();
            throw new AssertionError("completed normally");
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(ClientException.class);
            return (ClientException) e.getCause();
        }
    }

    @Override
    public void stateChanged(ClientState from, ClientState to) {
        events.add(from + ">" + to);
    }

    @Override
    public void sent(DhcpPacket packet, ClientTarget target, int attempt) {
        events.add("sent " + packet.messageType().orElseThrow() + " " + attempt);
    }

    @Override
    public void sendFailed(ClientTarget target, String why) {
        events.add("send failed " + target);
    }

    @Override
    public void taken(ClientAnswer answer) {
        events.add("taken " + answer.packet().messageType().orElseThrow());
    }

    @Override
    public void refused(ClientRefusal why, Ip4 source, int sourcePort) {
        refusals.add(why);
        events.add("refused " + why.reason());
    }

    @Override
    public void leaseLost(ClientLease lease, String why) {
        events.add("lost " + lease.address() + ": " + why);
    }
}
