package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOptions;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Replies to a DISCOVER of iPXE that is already decoded, into a pooled buffer. One operation is one reply. */
public class DhcpEncodeBenchmark extends AbstractBenchmark {
    private static final Ip4 SERVER = Ip4.of("10.0.0.1");
    private static final Ip4 CLIENT = Ip4.of("10.0.3.200");
    private static final Ip4 MASK = Ip4.of("255.255.0.0");
    private static final Ip4 BROADCAST = Ip4.of("10.0.255.255");
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration T1 = Duration.ofMinutes(30);
    private static final Duration T2 = Duration.ofSeconds(3150);

    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final List<Ip4> routers = List.of(SERVER);
    private DhcpPacket discover =
            (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(new byte[300]).setByte(0, 1));

    /** Makes the request. */
    @Setup
    public void makeRequest() {
        discover = (DhcpPacket) DhcpPacket.decode(Discovers.ipxe(HardwareAddress.of("52:54:00:12:34:56")));
    }

    /** Frees the request. */
    @TearDown
    public void freeRequest() {
        discover.content().release();
    }

    /** The offer of a ProxyDHCP server. */
    @Benchmark
    public int proxyOffer() {
        return size(DhcpPacketWriter.replyTo(discover, DhcpMessageType.OFFER)
                .nextServer(SERVER)
                .bootFile("undionly.kpxe")
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                .echo(discover, DhcpOption.MACHINE_ID));
    }

    /** The acknowledgement of a lease, with what {@link Dhcp4javaBenchmark#leaseAck} sends. */
    @Benchmark
    public int leaseAck() {
        return size(lease());
    }

    /** The same with a boot file for iPXE. */
    @Benchmark
    public int leaseAndBootAck() {
        return size(lease().nextServer(SERVER)
                .bootFile("http://10.0.0.1/boot.ipxe")
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.IPXE, IpxeOptions.noProxyDhcp()));
    }

    private DhcpPacketWriter lease() {
        return DhcpPacketWriter.replyTo(discover, DhcpMessageType.ACK)
                .yiaddr(CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.LEASE_TIME, LEASE)
                .set(DhcpOption.RENEWAL_TIME, T1)
                .set(DhcpOption.REBINDING_TIME, T2)
                .set(DhcpOption.SUBNET_MASK, MASK)
                .set(DhcpOption.BROADCAST_ADDRESS, BROADCAST)
                .set(DhcpOption.ROUTERS, routers)
                .set(DhcpOption.DNS_SERVERS, routers)
                .set(DhcpOption.DOMAIN_NAME, "example.net");
    }

    private int size(DhcpPacketWriter writer) {
        ByteBuf reply = writer.encode(allocator);
        int size = reply.readableBytes();
        reply.release();
        return size;
    }
}
