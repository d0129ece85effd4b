package io.pxe4j.dhcp;

/** Where the fields of a packet lie; see the drawing at {@link DhcpPacket}. */
final class DhcpLayout {
    static final int OP = 0;
    static final int HTYPE = 1;
    static final int HLEN = 2;
    static final int HOPS = 3;
    static final int XID = 4;
    static final int SECS = 8;
    static final int FLAGS = 10;
    static final int CIADDR = 12;
    static final int YIADDR = 16;
    static final int SIADDR = 20;
    static final int GIADDR = 24;
    static final int CHADDR = 28;
    static final int CHADDR_LENGTH = 16;
    static final int SNAME = 44;
    static final int SNAME_LENGTH = 64;
    static final int FILE = 108;
    static final int FILE_LENGTH = 128;
    static final int COOKIE = 236;
    static final int OPTIONS = 240;
    /** RFC 951: the vendor field of a plain BOOTP packet has 64 octets. */
    static final int BOOTP_LENGTH = COOKIE + 64;
    /** The index keeps offsets in 16 bits, and no UDP datagram is longer. */
    static final int MAX_LENGTH = 0xffff;

    static final int MAGIC_COOKIE = 0x63825363;
    static final int BROADCAST_FLAG = 0x8000;
    static final int BOOTREQUEST = 1;
    static final int BOOTREPLY = 2;
    static final int PAD = 0;
    static final int END = 255;
    static final int OVERLOAD_FILE = 1;
    static final int OVERLOAD_SNAME = 2;

    private DhcpLayout() {}
}
