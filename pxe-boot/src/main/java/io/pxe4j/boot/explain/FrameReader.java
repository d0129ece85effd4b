package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBuf;
import io.pxe4j.boot.explain.OtherPacket.Kind;
import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads IPv4 and UDP headers of a frame, and checks every length before it uses it.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc791#section-3.1">RFC 791 section 3.1</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc768">RFC 768</a>
 */
final class FrameReader {
    private static final int UDP = 17;
    private static final int MIN_IP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private FrameReader() {}

    static CapturedPacket read(CaptureFrame frame) {
        if (!LinkLayer.isKnown(frame.linkType())) {
            return other(frame, Kind.UNKNOWN_LINK);
        }
        List<String> remarks = new ArrayList<>();
        int at = LinkLayer.ipv4(frame.linkType(), frame.octets(), remarks);
        int available = frame.octets().readableBytes() - at;
        if (at < 0 || available < MIN_IP_HEADER || frame.octets().getByte(at) >> 4 != 4) {
            return other(frame, Kind.NOT_UDP);
        }
        return packet(frame, frame.octets().slice(at, available), remarks);
    }

    private static CapturedPacket packet(CaptureFrame frame, ByteBuf ip, List<String> remarks) {
        int header = (ip.getByte(0) & 15) * 4;
        // 0 is what a network card that cuts packets itself leaves to the capture.
        int total = ip.getUnsignedShort(2) == 0 ? ip.readableBytes() : ip.getUnsignedShort(2);
        int fragment = ip.getUnsignedShort(6);
        if (ip.getUnsignedByte(9) != UDP) {
            return other(frame, Kind.NOT_UDP);
        }
        if ((fragment & FRAGMENT_OFFSET) != 0) {
            return other(frame, Kind.LATER_FRAGMENT);
        }
        int end = Math.min(total, ip.readableBytes());
        if (header < MIN_IP_HEADER || end < header + UDP_HEADER) {
            return other(frame, Kind.DAMAGED);
        }
        int length = ip.getUnsignedShort(header + 4) - UDP_HEADER;
        if (length < 0) {
            return other(frame, Kind.DAMAGED);
        }
        ByteBuf payload = ip.slice(header + UDP_HEADER, Math.min(length, end - header - UDP_HEADER));
        if ((fragment & MORE_FRAGMENTS) != 0) {
            remarks.add("first fragment, " + octets(payload, length));
        } else if (payload.readableBytes() < length) {
            boolean cut = frame.length() > frame.octets().readableBytes();
            remarks.add(
                    (cut ? "cut off by the capture, " : "shorter than its header says, ") + octets(payload, length));
        }
        return new UdpPacket(
                frame.number(),
                frame.time(),
                new Ip4(ip.getInt(12)),
                ip.getUnsignedShort(header),
                new Ip4(ip.getInt(16)),
                ip.getUnsignedShort(header + 2),
                payload,
                length,
                remarks);
    }

    private static String octets(ByteBuf payload, int length) {
        return payload.readableBytes() + " of " + length + " octets";
    }

    private static OtherPacket other(CaptureFrame frame, Kind kind) {
        return new OtherPacket(frame.number(), frame.time(), kind);
    }
}
