package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Drives engines by hand: a clock that stands still, an executor that runs when told, packets and arrivals to hand in. */
final class Lab {
    static final Ip4 SERVER = Ip4.of("10.0.0.1");
    static final HardwareAddress MAC = HardwareAddress.of("52:54:00:00:00:01");
    static final HardwareAddress OTHER_MAC = HardwareAddress.of("52:54:00:00:00:02");

    static final String BIOS = "PXEClient:Arch:00000:UNDI:002001";
    static final String UEFI = "PXEClient:Arch:00007:UNDI:003016";
    static final String HTTP = "HTTPClient:Arch:00016:UNDI:003001";

    /** A DISCOVER's way: from 0.0.0.0:68 to everybody. */
    static final DhcpArrival BROADCAST = new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, Ip4.ANY, 68, true);

    /** Without leak detection, whose stack trace per access would make up most of the time of these tests. */
    static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false, true);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // so that the clock wraps around within a test
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");

    EngineContext context() {
        return new EngineContext(tasks::add, () -> nanos, () -> wall);
    }

    Instant now() {
        return wall;
    }

    void advance(Duration by) {
        nanos += by.toNanos();
        wall = wall.plus(by);
    }

    /** Runs what came back to the engine's thread. */
    void runLoop() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    static DhcpArrival unicast(Ip4 source) {
        return new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, source, 68, false);
    }

    static DhcpArrival relayed(Ip4 relay, int port) {
        return new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, relay, port, false);
    }

    static DhcpArrival pxe(Ip4 source, int port) {
        return new DhcpArrival("br0", SERVER, 24, ServerPort.PXE, source, port, false);
    }

    static DhcpPacketWriter message(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, MAC).xid(0x1234_5678);
    }

    static DhcpPacketWriter message(DhcpMessageType type, String vendorClass) {
        DhcpPacketWriter writer = message(type).set(DhcpOption.VENDOR_CLASS, VendorClass.of(vendorClass));
        VendorClass.of(vendorClass)
                .architecture()
                .ifPresent(arch -> writer.set(DhcpOption.CLIENT_ARCHITECTURE, List.<ClientArchitecture>of(arch)));
        return writer;
    }

    /** iPXE on a BIOS machine: raw user class and features. */
    static DhcpPacketWriter ipxe(DhcpMessageType type) {
        return message(type, BIOS)
                .raw(77, (byte) 'i', (byte) 'P', (byte) 'X', (byte) 'E')
                .raw(175, (byte) 0x13, (byte) 1, (byte) 1);
    }

    static DhcpPacket packet(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(ALLOCATOR);
        byte[] octets = new byte[encoded.readableBytes()];
        encoded.readBytes(octets).release();
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
    }

    static DhcpOutcome outcome(DhcpEngine engine, DhcpPacketWriter request, DhcpArrival arrival) {
        return outcome(engine, packet(request), arrival);
    }

    static DhcpOutcome outcome(DhcpEngine engine, DhcpPacket request, DhcpArrival arrival) {
        CompletionStage<DhcpOutcome> stage = engine.handle(request, arrival);
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    static DhcpReply reply(DhcpEngine engine, DhcpPacketWriter request, DhcpArrival arrival) {
        return (DhcpReply) outcome(engine, request, arrival);
    }

    /** What the engine sends, as its receiver reads it. */
    static DhcpPacket answer(DhcpEngine engine, DhcpPacketWriter request, DhcpArrival arrival) {
        return answer(outcome(engine, request, arrival));
    }

    static DhcpPacket answer(DhcpOutcome outcome) {
        assertThat(outcome).isInstanceOf(DhcpReply.class);
        return packet(((DhcpReply) outcome).message());
    }

    static DropReason drop(DhcpEngine engine, DhcpPacketWriter request, DhcpArrival arrival) {
        return dropOf(outcome(engine, request, arrival));
    }

    static DropReason dropOf(DhcpOutcome outcome) {
        assertThat(outcome).isInstanceOf(DhcpDrop.class);
        return ((DhcpDrop) outcome).reason();
    }

    /** A lease in the network of these tests. */
    static Lease active(Ip4 address, HardwareAddress client, Instant ends) {
        return Lease.of(
                address,
                "10.0.0.0/24",
                ClientKey.of(client),
                LeaseState.ACTIVE,
                ends,
                LeaseDetails.of(client, Instant.EPOCH));
    }

    static Ip4 ip(String text) {
        return Ip4.of(text);
    }
}
