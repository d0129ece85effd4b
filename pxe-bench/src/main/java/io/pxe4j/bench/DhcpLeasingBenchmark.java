package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.engine.Subnet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The engine's share of a lease: DISCOVER, OFFER, REQUEST and ACK without the sockets, in a pool of 60,000 addresses of which 90 % are
 * leased, in memory. One operation is one lease; {@link LeaseExchangeBenchmark} has many at once, and a database.
 */
public class DhcpLeasingBenchmark extends AbstractBenchmark {
    static final Ip4 SERVER = Ip4.of("10.0.0.1");
    static final DhcpArrival ARRIVAL = new DhcpArrival("br0", SERVER, 8, ServerPort.DHCP, Ip4.ANY, 68, true);
    /** A machine that is busy with something else must not make a measurement fail. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int POOL = 60_000;
    private static final int KNOWN = 54_000;
    private static final int YIADDR = 16;

    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final LeaseMessages messages = LeaseMessages.to(SERVER, Ip4.ANY);
    private DhcpEngine engine = engine();
    private int client;

    private static DhcpEngine engine() {
        return engine(InMemoryLeaseStore.create(), Runnable::run);
    }

    /** An engine with 60,000 addresses. */
    static DhcpEngine engine(LeaseStore store, Executor loop) {
        Ip4 first = Ip4.of("10.0.1.0");
        return DhcpLeasing.builder()
                .store(store)
                .answerWithin(PATIENCE)
                .subnet(Subnet.builder("10.0.0.0/8")
                        .pool(AddressPool.of(first, new Ip4(first.bits() + POOL - 1)))
                        .routers(SERVER)
                        .dnsServers(SERVER)
                        .build())
                .build(new EngineContext(loop, System::nanoTime, InstantSource.system()));
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
        messages.free();
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
        engine.handle(packet(messages.release(client, address)), ARRIVAL);
        return address;
    }

    private Ip4 lease(int number) {
        Ip4 offered = answerTo(messages.discover(number));
        Ip4 leased = answerTo(messages.request(number, offered));
        if (!leased.equals(offered)) {
            throw new IllegalStateException(offered + " was offered, " + leased + " leased");
        }
        return leased;
    }

    private Ip4 answerTo(ByteBuf message) {
        return yiaddr(
                engine.handle(packet(message), ARRIVAL).toCompletableFuture().join());
    }

    /** Encodes the answer, as a server does, and reads what address it gives. */
    static Ip4 yiaddr(DhcpOutcome outcome) {
        if (!(outcome instanceof DhcpReply reply)) {
            throw new IllegalStateException("no answer: " + outcome);
        }
        ByteBuf encoded = reply.message().encode(UnpooledByteBufAllocator.DEFAULT);
        Ip4 yiaddr = new Ip4(encoded.getInt(YIADDR));
        encoded.release();
        return yiaddr;
    }

    private DhcpPacket packet(ByteBuf message) {
        return (DhcpPacket) decoder.decode(message);
    }
}
