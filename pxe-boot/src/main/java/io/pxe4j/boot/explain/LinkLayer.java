package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Finds the IP packet in a frame, past VLAN tags. Numbers as in tcpdump.org's list of link-layer header types. */
final class LinkLayer {
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int NOT_IPV4 = -1;

    private LinkLayer() {}

    /** Whether frames of that link layer can be read. */
    static boolean isKnown(int linkType) {
        return switch (linkType) {
            case 0, 1, 12, 14, 101, 108, 113, 228, 276 -> true;
            default -> false;
        };
    }

    /**
     * Where the IPv4 packet begins, or -1 if there is none.
     *
     * @param remarks gets the VLAN tags that were passed
     */
    static int ipv4(int linkType, ByteBuf frame, List<String> remarks) {
        return switch (linkType) {
            // BSD loopback: the family in the byte order of whoever captured, or of the network.
            case 0, 108 -> frame.readableBytes() >= 4 && isInet(frame) ? 4 : NOT_IPV4;
            case 1 -> afterTags(frame, 12, remarks);
            case 12, 14, 101, 228 -> 0;
            // Linux cooked: what tcpdump -i any writes. The second form has the protocol first.
            case 113 -> afterTags(frame, 14, remarks);
            case 276 -> word(frame, 0) == ETHERTYPE_IPV4 ? 20 : NOT_IPV4;
            default -> NOT_IPV4;
        };
    }

    private static boolean isInet(ByteBuf frame) {
        return frame.getInt(frame.readerIndex()) == 2 || frame.getIntLE(frame.readerIndex()) == 2;
    }

    private static int afterTags(ByteBuf frame, int typeAt, List<String> remarks) {
        int at = typeAt;
        while (isTag(word(frame, at))) {
            remarks.add("VLAN " + (word(frame, at + 2) & 0xfff));
            at += 4;
        }
        return word(frame, at) == ETHERTYPE_IPV4 ? at + 2 : NOT_IPV4;
    }

    private static boolean isTag(int ethertype) {
        return ethertype == 0x8100 || ethertype == 0x88a8 || ethertype == 0x9100;
    }

    /** 16 bits at an offset from the frame's beginning; 0, which is no type, past the end. */
    private static int word(ByteBuf frame, int at) {
        return at + 2 > frame.readableBytes() ? 0 : frame.getUnsignedShort(frame.readerIndex() + at);
    }
}
