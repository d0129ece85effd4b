package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.engine.Subnet;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The engine's share of a lease: four packets without the sockets, in a pool of 60,000 addresses of which 90 % are leased. */
public class DhcpLeasingBenchmark extends AbstractBenchmark {
    private static final int POOL = 60_000;
    private static final int KNOWN = 54_000;
    private static final int CHADDR = 28;
    private static final int YIADDR = 16;
    private static final Ip4 SERVER = Ip4.of("10.0.0.1");
    private static final DhcpArrival ARRIVAL = new DhcpArrival("br0", SERVER, 8, ServerPort.DHCP, Ip4.ANY, 68, true);

    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final ByteBuf discover = message(DhcpMessageType.DISCOVER);
    private final ByteBuf request = message(DhcpMessageType.REQUEST);
    private final ByteBuf release = message(DhcpMessageType.RELEASE);
    private DhcpEngine engine = engine();
    private int client;

    private static DhcpLeasing engine() {
        Ip4 first = Ip4.of("10.0.1.0");
        return DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/8")
                        .pool(AddressPool.of(first, new Ip4(first.bits() + POOL - 1)))
                        .routers(SERVER)
                        .dnsServers(SERVER)
                        .build())
                .build(new EngineContext(Runnable::run, System::nanoTime, InstantSource.system()));
    }

    private static ByteBuf message(DhcpMessageType type) {
        DhcpPacketWriter writer = DhcpPacketWriter.request(type, HardwareAddress.of("02:00:00:00:00:00"))
                .set(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(1, 28, 2, 3, 15, 6, 12));
        if (type.equals(DhcpMessageType.REQUEST)) {
            writer.set(DhcpOption.SERVER_IDENTIFIER, SERVER).set(DhcpOption.REQUESTED_ADDRESS, SERVER);
        }
        return writer.encode(UnpooledByteBufAllocator.DEFAULT);
    }

    /** Leases 54,000 addresses. */
    @Setup
    public void fill() {
        engine = engine();
        for (int i = 0; i < KNOWN; i++) {
            lease(i);
        }
    }

    /** Frees the requests. */
    @TearDown
    public void free() {
        discover.release();
        request.release();
        release.release();
    }

    /** A client that has had a lease before. */
    @Benchmark
    public Ip4 knownClient() {
        client = (client + 7919) % KNOWN;
        return lease(client);
    }

    /** A new client, which gives its address back afterwards, so that the pool stays as it is. */
    @Benchmark
    public Ip4 newClientAndRelease() {
        client = KNOWN + (client + 1) % 0x100_0000;
        Ip4 address = lease(client);
        release.setInt(CHADDR + 2, client);
        release.setInt(12, address.bits());
        engine.handle(packet(release), ARRIVAL);
        return address;
    }

    private Ip4 lease(int number) {
        discover.setInt(CHADDR + 2, number);
        request.setInt(CHADDR + 2, number);
        Ip4 offered = yiaddrOf(discover);
        request.setInt(requestedAddress(), offered.bits());
        Ip4 leased = yiaddrOf(request);
        if (!leased.equals(offered)) {
            throw new IllegalStateException(offered + " was offered, " + leased + " leased");
        }
        return leased;
    }

    private int requestedAddress() {
        int at = 240;
        while (request.getUnsignedByte(at) != DhcpOption.REQUESTED_ADDRESS.code()) {
            at += 2 + request.getUnsignedByte(at + 1);
        }
        return at + 2;
    }

    private Ip4 yiaddrOf(ByteBuf message) {
        DhcpReply reply = (DhcpReply)
                engine.handle(packet(message), ARRIVAL).toCompletableFuture().join();
        ByteBuf encoded = reply.message().encode(UnpooledByteBufAllocator.DEFAULT);
        Ip4 yiaddr = new Ip4(encoded.getInt(YIADDR));
        encoded.release();
        return yiaddr;
    }

    private DhcpPacket packet(ByteBuf message) {
        return (DhcpPacket) decoder.decode(message);
    }
}
