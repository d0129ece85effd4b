package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpDecoder;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The codec on the way of one DISCOVER: index it, tell who asks, write the ProxyDHCP offer. */
public class DhcpDecodeBenchmark extends AbstractBenchmark {
    private final DhcpDecoder decoder = DhcpDecoder.create();
    private ByteBuf discover = Unpooled.EMPTY_BUFFER;

    /** Makes the request. */
    @Setup
    public void makeRequest() {
        discover = Discovers.ipxe(HardwareAddress.of("52:54:00:12:34:56"));
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

    /** The pass, and who is asking. */
    @Benchmark
    public BootClient.Kind classify() {
        return BootClient.of(packet()).kind();
    }

    /** A whole answer, without the engine: decode, classify, write an offer of some 300 octets. */
    @Benchmark
    public int offer() {
        ByteBuf offer = DhcpPacketWriter.replyTo(packet(), DhcpMessageType.OFFER)
                .siaddr(new Ip4(0x0a000001))
                .bootFile("undionly.kpxe")
                .set(DhcpOption.SERVER_IDENTIFIER, new Ip4(0x0a000001))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                .encode(UnpooledByteBufAllocator.DEFAULT);
        int size = offer.readableBytes();
        offer.release();
        return size;
    }

    private DhcpPacket packet() {
        return (DhcpPacket) decoder.decode(discover);
    }
}
