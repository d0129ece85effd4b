package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What real firmware sent to DHCP servers, with the way that it came, from the captures among the test resources. */
final class Captures {
    static final List<String> NAMES =
            List.of("bios-ipxe", "bios-ipxe-proxy", "bios-pxelinux", "uefi-pxe", "uefi-pxe-proxy", "uefi-http");

    /** One request as it arrived at 10.77.0.1. */
    record Request(String capture, DhcpPacket packet, DhcpArrival arrival) {}

    private Captures() {}

    static List<Request> requests() {
        return NAMES.stream().flatMap(name -> requests(name).stream()).toList();
    }

    static List<Request> requests(String name) {
        ByteBuf in = Unpooled.wrappedBuffer(resource("/captures/" + name + ".pcap"));
        List<Request> requests = new ArrayList<>();
        // pcap: a header of 24 octets, then records of 16 octets and an Ethernet frame
        for (int at = 24; at < in.writerIndex(); at += 16 + in.getIntLE(at + 8)) {
            int ip = at + 16 + 14;
            int udp = ip + 4 * (in.getByte(ip) & 0xf);
            boolean ipv4 = in.getUnsignedShort(ip - 2) == 0x0800 && in.getByte(ip + 9) == 17;
            int port = ipv4 ? in.getUnsignedShort(udp + 2) : 0;
            if (ipv4 && (port == 67 || port == 4011) && in.getByte(udp + 8) == 1) {
                requests.add(request(name, in, ip, udp));
            }
        }
        return requests;
    }

    private static Request request(String name, ByteBuf in, int ip, int udp) {
        Ip4 destination = new Ip4(in.getInt(ip + 16));
        ByteBuf content = in.slice(udp + 8, in.getUnsignedShort(udp + 4) - 8);
        DhcpArrival arrival = new DhcpArrival(
                "br0",
                Ip4.of("10.77.0.1"),
                24,
                in.getUnsignedShort(udp + 2) == 4011 ? ServerPort.PXE : ServerPort.DHCP,
                new Ip4(in.getInt(ip + 12)),
                in.getUnsignedShort(udp),
                destination.equals(Ip4.BROADCAST));
        return new Request(name, (DhcpPacket) DhcpPacket.decode(content), arrival);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Captures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
