package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a server does with a DISCOVER of iPXE before it answers, which is one operation; {@link Dhcp4javaBenchmark} does the same with another
 * library.
 */
public class DhcpDecodeBenchmark extends AbstractBenchmark {
    private final DhcpDecoder decoder = DhcpDecoder.create();
    private ByteBuf discover = Unpooled.EMPTY_BUFFER;

    /** Makes the request. */
    @Setup
    public void makeRequest() {
        discover = Discovers.ipxe(HardwareAddress.of("52:54:00:12:34:56"));
    }

    /** Puts the request into an array, where a socket's would be outside the heap. */
    public void moveToHeap() {
        ByteBuf moved = Unpooled.copiedBuffer(discover);
        discover.release();
        discover = moved;
    }

    /** Frees the request. */
    @TearDown
    public void freeRequest() {
        discover.release();
    }

    /** The one pass over the options. */
    @Benchmark
    public DhcpDecoded decode() {
        return decoder.decode(discover);
    }

    /** The pass, and what kind of client asks. */
    @Benchmark
    public BootClient.Kind classify() {
        return BootClient.kindOf(packet());
    }

    /** The pass, the kind of client, and ten options: makes no object. */
    @Benchmark
    public long readTenOptions() {
        DhcpPacket packet = packet();
        long sum = BootClient.kindOf(packet) == BootClient.Kind.IPXE ? 1 : 0;
        sum += packet.number(DhcpOption.MESSAGE_TYPE, 0);
        sum += packet.number(DhcpOption.MAX_MESSAGE_SIZE, 576);
        sum += packet.u16(DhcpOption.CLIENT_ARCHITECTURE, 0);
        sum += packet.octet(DhcpOption.CLIENT_NDI, 1);
        sum += packet.startsWith(DhcpOption.VENDOR_CLASS, "PXEClient") ? 1 : 0;
        sum += packet.contentEquals(DhcpOption.USER_CLASS, "iPXE") ? 1 : 0;
        sum += packet.requests(DhcpOption.IPXE) ? 1 : 0;
        sum += packet.length(DhcpOption.IPXE);
        sum += packet.octet(DhcpOption.CLIENT_IDENTIFIER, 0);
        sum += packet.octet(DhcpOption.MACHINE_ID, 16);
        return sum;
    }

    /** The pass, and all that a boot policy may want to know, as an object that outlives the packet. */
    @Benchmark
    public BootClient bootClient() {
        return BootClient.of(packet());
    }

    private DhcpPacket packet() {
        return (DhcpPacket) decoder.decode(discover);
    }
}
