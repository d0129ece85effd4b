package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What second-stage loaders and small ROMs read of a reply, each with its own narrow parser over the octets. */
final class Loaders {
    private static final int FILE = 108;
    private static final int OPTIONS = 240;

    private Loaders() {}

    /** U-Boot: header fields alone; an END within 548 octets; a proxy's offer only where that was compiled in. */
    static Optional<String> ubootObjects(DhcpPacket reply) {
        if (reply.yiaddr().isAny()) {
            return Optional.of("no address");
        }
        if (reply.length() > 548 || endOf(reply) < 0) {
            return Optional.of("no END within 576 octets");
        }
        return headerOnly(reply);
    }

    /** shim: header fields of the firmware's cached ACK, then of its proxy offer; options 66 and 67 do not exist for it. */
    static Optional<String> headerOnly(DhcpPacket reply) {
        if (cString(reply.content(), FILE, 128).isEmpty()) {
            return Optional.of("no file in the header");
        }
        return reply.siaddr().isAny() || reply.siaddr().equals(Ip4.BROADCAST)
                ? Optional.of("no siaddr")
                : Optional.empty();
    }

    /** GRUB: END with an octet to spare, no overload, the file from the header; over HTTP option 60 compared as a C string. */
    static Optional<String> grubObjects(DhcpPacket reply, boolean http) {
        if (endOf(reply) < 0) {
            return Optional.of("no END");
        }
        if (find(reply, 52) >= 0) {
            return Optional.of("overload makes it ignore the file");
        }
        if (http) {
            int at = find(reply, 60);
            String word = at < 0 ? "" : cString(reply.content(), at + 2, 64);
            return word.equals("HTTPClient")
                            && cString(reply.content(), FILE, 128).startsWith("http")
                    ? Optional.empty()
                    : Optional.of("60 reads as " + word);
        }
        return headerOnly(reply);
    }

    /** The ROM of a Raspberry Pi: its word in the menu, byte for byte, and no PAD before END. */
    static Optional<String> raspberryPiObjects(DhcpPacket reply) {
        ByteBuf octets = reply.content();
        int at = OPTIONS;
        while (octets.getUnsignedByte(at) != 255) {
            if (octets.getUnsignedByte(at) == 0) {
                return Optional.of("PAD at " + at);
            }
            at += 2 + octets.getUnsignedByte(at + 1);
        }
        String vendor = ByteBufUtil.hexDump(reply.raw(43));
        String menu = "0914" + "000011" + ByteBufUtil.hexDump("Raspberry Pi Boot".getBytes(StandardCharsets.US_ASCII));
        String prompt = "0a04" + "00" + ByteBufUtil.hexDump("PXE".getBytes(StandardCharsets.US_ASCII));
        if (!vendor.contains(menu) || !vendor.contains(prompt)) {
            return Optional.of("no Raspberry Pi Boot in 43: " + vendor);
        }
        int word = find(reply, 60);
        return word < 0 || octets.getUnsignedByte(word + 1) != 9
                ? Optional.of("60 is not PXEClient")
                : headerOnly(reply);
    }

    /** What a ROM sees that takes an option for a C string. */
    static String asCString(DhcpPacket reply, int code) {
        return cString(reply.content(), find(reply, code) + 2, 300);
    }

    private static int endOf(DhcpPacket reply) {
        return find(reply, 255);
    }

    /** Where the option stands, or -1; an option that ends with the buffer is none. */
    private static int find(DhcpPacket reply, int wanted) {
        ByteBuf octets = reply.content();
        int at = OPTIONS;
        while (at < octets.writerIndex()) {
            int code = octets.getUnsignedByte(at);
            if (code == wanted) {
                return at;
            }
            if (code == 255) {
                return -1;
            }
            at += code == 0 ? 1 : 2 + octets.getUnsignedByte(at + 1);
        }
        return -1;
    }

    private static String cString(ByteBuf octets, int from, int max) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < from + max && at < octets.writerIndex() && octets.getByte(at) != 0; at++) {
            text.append((char) octets.getUnsignedByte(at));
        }
        return text.toString();
    }
}
