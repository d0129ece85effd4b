package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.HardwareAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.dhcp4java.DHCPConstants;
import org.dhcp4java.DHCPOption;
import org.dhcp4java.DHCPPacket;
import org.dhcp4java.DHCPResponseFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The work of {@link DhcpDecodeBenchmark} and {@link DhcpEncodeBenchmark} done with dhcp4java, on the same octets. */
public class Dhcp4javaBenchmark extends AbstractBenchmark {
    private static final byte[] IPXE = {'i', 'P', 'X', 'E'};

    private byte[] discover = {};
    private DHCPPacket decoded = new DHCPPacket();
    private InetAddress server = InetAddress.getLoopbackAddress();
    private InetAddress client = server;
    private DHCPOption[] options = {};

    /** Makes the request and what the reply says. */
    @Setup
    public void makeRequest() throws UnknownHostException {
        ByteBuf octets = Discovers.ipxe(HardwareAddress.of("52:54:00:12:34:56"));
        discover = ByteBufUtil.getBytes(octets);
        octets.release();
        decoded = DHCPPacket.getPacket(discover, 0, discover.length, true);
        server = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        client = InetAddress.getByAddress(new byte[] {10, 0, 3, (byte) 200});
        options = new DHCPOption[] {
            DHCPOption.newOptionAsInt(DHCPConstants.DHO_DHCP_RENEWAL_TIME, 1800),
            DHCPOption.newOptionAsInt(DHCPConstants.DHO_DHCP_REBINDING_TIME, 3150),
            DHCPOption.newOptionAsInetAddress(
                    DHCPConstants.DHO_SUBNET_MASK, InetAddress.getByAddress(new byte[] {-1, -1, 0, 0})),
            DHCPOption.newOptionAsInetAddress(
                    DHCPConstants.DHO_BROADCAST_ADDRESS, InetAddress.getByAddress(new byte[] {10, 0, -1, -1})),
            DHCPOption.newOptionAsInetAddress(DHCPConstants.DHO_ROUTERS, server),
            DHCPOption.newOptionAsInetAddress(DHCPConstants.DHO_DOMAIN_NAME_SERVERS, server),
            DHCPOption.newOptionAsString(DHCPConstants.DHO_DOMAIN_NAME, "example.net")
        };
    }

    /** Its one pass. */
    @Benchmark
    public DHCPPacket decode() {
        return DHCPPacket.getPacket(discover, 0, discover.length, true);
    }

    /** The pass, the kind of client as far as iPXE, and the same ten options. */
    @Benchmark
    public long readTenOptions() {
        DHCPPacket packet = decode();
        byte[] user = packet.getOptionRaw((byte) 77);
        long sum = Arrays.equals(user, IPXE) ? 1 : 0;
        sum += packet.getDHCPMessageType();
        sum += packet.getOptionAsShort((byte) 57);
        byte[] architecture = packet.getOptionRaw((byte) 93);
        sum += architecture[0] << 8 | architecture[1];
        sum += packet.getOptionRaw((byte) 94)[1];
        sum += packet.getOptionAsString((byte) 60).startsWith("PXEClient") ? 1 : 0;
        sum += Arrays.equals(packet.getOptionRaw((byte) 77), IPXE) ? 1 : 0;
        for (byte code : packet.getOptionRaw((byte) 55)) {
            sum += code == (byte) 175 ? 1 : 0;
        }
        sum += packet.getOptionRaw((byte) 175).length;
        sum += packet.getOptionRaw((byte) 61)[0];
        sum += packet.getOptionRaw((byte) 97)[16];
        return sum;
    }

    /** The acknowledgement of a lease, from a request that is already decoded. */
    @Benchmark
    public int leaseAck() {
        DHCPPacket request = decoded;
        request.setDHCPMessageType(DHCPConstants.DHCPREQUEST);
        return DHCPResponseFactory.makeDHCPAck(request, client, 3600, server, null, options)
                .serialize()
                .length;
    }
}
