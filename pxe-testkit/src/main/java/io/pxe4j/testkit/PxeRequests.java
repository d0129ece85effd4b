package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;

/** What a PXE client sends, byte for byte. */
interface PxeRequests {
    byte[] discover(int xid, int secs);

    byte[] request(int xid, int secs, Ip4 server, Ip4 address);

    /** The request to port 4011. */
    byte[] binl(int xid, int secs, Ip4 ciaddr);

    /** The request for an item of the boot menu. */
    byte[] bootItem(int xid, int secs, Ip4 ciaddr, int type);
}
