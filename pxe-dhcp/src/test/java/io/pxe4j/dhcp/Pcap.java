package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the DHCP datagrams of an Ethernet capture (pcap, little-endian). */
final class Pcap {
    /** A datagram between DHCP's ports. */
    record Datagram(int sourcePort, int destinationPort, byte[] octets) {
        DhcpPacket packet() {
            return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
        }
    }

    private static final List<Integer> DHCP_PORTS = List.of(67, 68, 4011);
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4 = 0x0800;
    private static final int UDP = 17;

    private Pcap() {}

    static List<Datagram> dhcp(String capture) {
        ByteBuf in = Unpooled.wrappedBuffer(resource("/captures/" + capture + ".pcap"));
        List<Datagram> datagrams = new ArrayList<>();
        int at = FILE_HEADER;
        while (at < in.writerIndex()) {
            int captured = in.getIntLE(at + 8);
            int frame = at + RECORD_HEADER;
            int ip = frame + ETHERNET_HEADER;
            if (in.getUnsignedShort(frame + 12) == IPV4 && in.getByte(ip + 9) == UDP) {
                int udp = ip + 4 * (in.getByte(ip) & 0xf);
                int source = in.getUnsignedShort(udp);
                int destination = in.getUnsignedShort(udp + 2);
                if (DHCP_PORTS.contains(source) && DHCP_PORTS.contains(destination)) {
                    byte[] octets = new byte[in.getUnsignedShort(udp + 4) - 8];
                    in.getBytes(udp + 8, octets);
                    datagrams.add(new Datagram(source, destination, octets));
                }
            }
            at = frame + captured;
        }
        return datagrams;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Pcap.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
