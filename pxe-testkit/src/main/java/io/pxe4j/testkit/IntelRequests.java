package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;

/**
 * The messages of Intel's PXE base code for BIOS. No capture of the ROM itself exists here: contents are those the base code
 * is known to send, in the order of the PXE 2.1 specification's tables.
 */
final class IntelRequests implements PxeRequests {
    private static final int[] LIST = {
        1, 2, 3, 4, 5, 6, 11, 12, 13, 15, 16, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97,
        128, 129, 130, 131, 132, 133, 134, 135
    };

    private final Identity identity;

    private IntelRequests(Identity identity) {
        this.identity = identity;
    }

    static IntelRequests of(Identity identity) {
        return new IntelRequests(identity);
    }

    @Override
    public byte[] discover(int xid, int secs) {
        return boot(RequestBytes.of(RequestBytes.DISCOVER, xid, identity)
                        .secs(secs)
                        .broadcast())
                .bytes();
    }

    @Override
    public byte[] request(int xid, int secs, Ip4 server, Ip4 address) {
        RequestBytes message = RequestBytes.of(RequestBytes.REQUEST, xid, identity)
                .secs(secs)
                .broadcast()
                .option(50, address)
                .option(54, server);
        return boot(message).bytes();
    }

    @Override
    public byte[] binl(int xid, int secs, Ip4 ciaddr) {
        RequestBytes message =
                RequestBytes.of(RequestBytes.REQUEST, xid, identity).secs(secs).ciaddr(ciaddr);
        return boot(message).bytes();
    }

    @Override
    public byte[] bootItem(int xid, int secs, Ip4 ciaddr, int type) {
        RequestBytes message =
                RequestBytes.of(RequestBytes.REQUEST, xid, identity).secs(secs).ciaddr(ciaddr);
        return boot(message)
                .option(43, 71, 4, type >>> 8, type & 0xff, 0, 0, 255)
                .bytes();
    }

    private RequestBytes boot(RequestBytes message) {
        return message.option(55, LIST)
                .option(57, 0x04, 0xec)
                .option(97, identity.machineId())
                .option(93, 0, 0)
                .option(94, 1, 2, 1)
                .option(60, "PXEClient:Arch:00000:UNDI:002001");
    }
}
