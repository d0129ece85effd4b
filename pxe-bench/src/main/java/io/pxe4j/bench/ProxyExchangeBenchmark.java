package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.engine.BootOffer;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ProxyDHCP offers a second from the engine, without sockets. One operation is one exchange: the DISCOVER of an iPXE that has not asked
 * before is decoded, the policy asked, and the OFFER encoded.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ProxyExchangeBenchmark extends AbstractBenchmark {
    private static final int CHADDR = 28;

    private final DhcpDecoder decoder = DhcpDecoder.create();
    private final DhcpEngine engine = ProxyDhcp.builder()
            .policy(policy())
            .answerWithin(DhcpLeasingBenchmark.PATIENCE)
            .build(new EngineContext(Runnable::run, System::nanoTime, InstantSource.system()));
    private ByteBuf discover = Unpooled.EMPTY_BUFFER;
    private int client;

    /** A script for iPXE, which is all that asks here. */
    static BootPolicy policy() {
        BootOffer offer = BootOffer.url("http://10.0.0.1/boot.ipxe");
        return BootPolicy.of(asking -> offer);
    }

    /** Makes the request. */
    @Setup
    public void makeRequest() {
        discover = Discovers.ipxe(HardwareAddress.of("02:00:00:00:00:00"));
    }

    /** Frees the request. */
    @TearDown
    public void freeRequest() {
        discover.release();
    }

    /** DISCOVER and OFFER. */
    @Benchmark
    public int exchange() {
        discover.setInt(CHADDR + 2, client++);
        DhcpPacket packet = (DhcpPacket) decoder.decode(discover);
        DhcpReply reply = (DhcpReply) engine.handle(packet, DhcpLeasingBenchmark.ARRIVAL)
                .toCompletableFuture()
                .join();
        ByteBuf offer = reply.message().encode(PooledByteBufAllocator.DEFAULT);
        int octets = offer.readableBytes();
        offer.release();
        return octets;
    }
}
