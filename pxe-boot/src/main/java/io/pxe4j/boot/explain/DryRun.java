package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ReplyDestination;
import io.pxe4j.dhcp.engine.ServerPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks an engine what it would answer to a captured request, under the capture's clock. Not for use by several threads. */
public final class DryRun {
    private static final String INTERFACE = "capture";
    // A capture may leap by centuries; the engine's nanoseconds must not overflow.
    private static final Duration LONGEST_STEP = Duration.ofDays(365);

    private final String name;
    private final Ip4 address;
    private final int prefixLength;
    private final DhcpEngine engine;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private long nanos;

    private DryRun(
            String name, Ip4 address, int prefixLength, Function<? super EngineContext, ? extends DhcpEngine> engine) {
        this.name = name;
        this.address = address;
        this.prefixLength = prefixLength;
        this.engine = engine.apply(new EngineContext(tasks::add, () -> nanos, () -> now));
    }

    /**
     * A dry run.
     *
     * @param name what the engine is called in what is printed: {@code dhcp}
     * @param address the address that it would have in the network of the capture
     * @param prefixLength of that network, 0 to 32
     * @param engine makes it; its policy and store must answer at once
     */
    public static DryRun of(
            String name, Ip4 address, int prefixLength, Function<? super EngineContext, ? extends DhcpEngine> engine) {
        return new DryRun(name, address, prefixLength, engine);
    }

    String name() {
        return name;
    }

    /** Whether a datagram reaches this server at all: one to another host does not. */
    boolean hears(UdpPacket datagram) {
        return isBroadcast(datagram) || datagram.destination().equals(address);
    }

    /** What would happen to a request. */
    sealed interface Answer permits Sent, Silence {}

    /** It would be answered. */
    record Sent(DhcpPacket reply, ReplyDestination destination) implements Answer {}

    /** It would not. */
    record Silence(DhcpDrop why) implements Answer {}

    /** What the engine answers; the packet's buffer must stay as it is. */
    Answer answer(DhcpPacket request, UdpPacket datagram) {
        advance(datagram.time());
        if (datagram.source().equals(address)) {
            return silence(DropReason.OWN_PACKET, "");
        }
        CompletableFuture<DhcpOutcome> stage =
                engine.handle(request, arrival(datagram)).toCompletableFuture();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (!stage.isDone()) {
            return silence(DropReason.POLICY_LATE, "");
        }
        return outcome(stage.join());
    }

    private static Answer outcome(DhcpOutcome outcome) {
        if (outcome instanceof DhcpDrop drop) {
            return new Silence(drop);
        }
        DhcpReply reply = (DhcpReply) outcome;
        ByteBuf encoded = reply.message().encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            // Octets of its own, so that nothing has to be released later.
            ByteBuf kept = Unpooled.copiedBuffer(encoded);
            return DhcpPacket.decode(kept) instanceof DhcpPacket packet
                    ? new Sent(packet, reply.destination())
                    : silence(DropReason.INTERNAL_ERROR, "an answer that cannot be read");
        } finally {
            encoded.release();
        }
    }

    private DhcpArrival arrival(UdpPacket datagram) {
        boolean pxe = datagram.destinationPort() == ServerPort.PXE.number();
        return new DhcpArrival(
                INTERFACE,
                address,
                prefixLength,
                pxe ? ServerPort.PXE : ServerPort.DHCP,
                datagram.source(),
                datagram.sourcePort(),
                isBroadcast(datagram));
    }

    private boolean isBroadcast(UdpPacket datagram) {
        return datagram.destination().equals(Ip4.BROADCAST)
                || datagram.destination()
                        .equals(Ip4Network.of(address, prefixLength).broadcast())
                || isMulticast(datagram.destination());
    }

    /** PXE clients may look for boot servers by multicast. */
    private static boolean isMulticast(Ip4 address) {
        return address.bits() >>> 28 == 0xe;
    }

    /** Captures are not always in order; an engine's clocks are. */
    private void advance(Instant to) {
        if (now.equals(Instant.EPOCH)) {
            now = to;
        } else if (to.isAfter(now)) {
            Duration step = Duration.between(now, to);
            nanos += (step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step).toNanos();
            now = to;
        }
        engine.tick();
    }

    private static Silence silence(DropReason reason, String detail) {
        return new Silence(new DhcpDrop(reason, detail));
    }
}
