package io.pxe4j.bench.scale;

/** What a DHCP packet on its way says: the bytes are made where the engine reads them, and read where it has written them. */
record Mail(Kind kind, int machine, int server, boolean ipxe, int xid, int address, int serverAddress, boolean boots) {
    /** The kinds of messages. */
    enum Kind {
        DISCOVER,
        REQUEST,
        OFFER,
        ACK,
        NAK
    }

    /** The site's own DHCP server, where ours are proxies. */
    static final int SITE = 255;

    Mail to(int other) {
        return new Mail(kind, machine, other, ipxe, xid, address, serverAddress, boots);
    }
}
