package io.pxe4j.testkit;

import java.util.Arrays;

/** What a reply must match: the transaction and the hardware address the client put into its request. */
final class Asked {
    private final int xid;
    private final byte[] chaddr;

    private Asked(int xid, byte[] chaddr) {
        this.xid = xid;
        this.chaddr = chaddr;
    }

    /** Of a request's bytes, at least 240. */
    static Asked of(byte[] request) {
        return new Asked(Reply.address(request, 4).bits(), Arrays.copyOfRange(request, 28, 44));
    }

    boolean sameTransaction(Reply reply) {
        return reply.xid() == xid;
    }

    /** Compares the first {@code bytes} of the 16 in the field. */
    boolean sameHardware(Reply reply, int bytes) {
        int compared = Math.min(bytes, 16);
        return Arrays.equals(reply.chaddr(compared), Arrays.copyOf(chaddr, compared));
    }
}
