package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.List;

/**
 * A UDP datagram of a capture.
 *
 * @param number its number in the capture
 * @param time when it was seen
 * @param source where it came from
 * @param sourcePort 0 to 65535
 * @param destination where it went
 * @param destinationPort 0 to 65535
 * @param payload what the capture has of its content, on the heap
 * @param length how long the content was, in octets
 * @param remarks what is unusual: VLAN tags, fragments, cut off by the capture
 */
public record UdpPacket(
        int number,
        Instant time,
        Ip4 source,
        int sourcePort,
        Ip4 destination,
        int destinationPort,
        ByteBuf payload,
        int length,
        List<String> remarks)
        implements CapturedPacket {
    /** Takes a copy of the remarks. */
    public UdpPacket {
        remarks = List.copyOf(remarks);
    }

    /** Whether the capture has all of it. */
    public boolean isWhole() {
        return payload.readableBytes() == length;
    }

    /** Whether it comes from that port or goes there. */
    boolean hasPort(int port) {
        return sourcePort == port || destinationPort == port;
    }

    /** {@code 0.0.0.0:68 > 255.255.255.255:67}. */
    String way() {
        return source + ":" + sourcePort + " > " + destination + ":" + destinationPort;
    }
}
