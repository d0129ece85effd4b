package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;

/** The messages of EDK2's PXE and HTTP boot drivers, byte for byte as OVMF 2022.11 sends them. */
final class EdkRequests implements PxeRequests {
    private static final int[] PXE_LIST = {
        1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97, 128, 129,
        130, 131, 132, 133, 134, 135
    };

    /** 235 is a byte that HttpBootDxe never sets: whatever lay in memory. */
    private static final int[] HTTP_LIST = {
        1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 235, 67, 97
    };

    private final Identity identity;
    private final boolean http;

    private EdkRequests(Identity identity, boolean http) {
        this.identity = identity;
        this.http = http;
    }

    static EdkRequests pxe(Identity identity) {
        return new EdkRequests(identity, false);
    }

    static EdkRequests http(Identity identity) {
        return new EdkRequests(identity, true);
    }

    @Override
    public byte[] discover(int xid, int secs) {
        RequestBytes message = RequestBytes.of(RequestBytes.DISCOVER, xid, identity)
                .secs(secs)
                .broadcast()
                .option(57, 0x05, 0xc0);
        return boot(message).bytes();
    }

    @Override
    public byte[] request(int xid, int secs, Ip4 server, Ip4 address) {
        RequestBytes message = RequestBytes.of(RequestBytes.REQUEST, xid, identity)
                .secs(secs)
                .broadcast()
                .option(54, server)
                .option(50, address);
        // PxeBcDhcp4CallBack lowers the size in a DISCOVER alone; Dhcp4Dxe's own is 0xff00.
        message.option(57, http ? new int[] {0x05, 0xc0} : new int[] {0xff, 0x00});
        return boot(message).bytes();
    }

    /** Sent when the lease cannot be used; no boot options, only the reason. */
    byte[] decline(int xid, Ip4 server, Ip4 address, String message) {
        return RequestBytes.of(RequestBytes.DECLINE, xid, identity)
                .broadcast()
                .option(54, server)
                .option(50, address)
                .option(56, message)
                .bytes();
    }

    @Override
    public byte[] binl(int xid, int secs, Ip4 ciaddr) {
        return boot4011(
                RequestBytes.of(RequestBytes.REQUEST, xid, identity).secs(secs).ciaddr(ciaddr));
    }

    /** As {@link #binl}, with 43.71 first (PxeBcDiscoverBootServer). */
    @Override
    public byte[] bootItem(int xid, int secs, Ip4 ciaddr, int type) {
        return boot4011(RequestBytes.of(RequestBytes.REQUEST, xid, identity)
                .secs(secs)
                .ciaddr(ciaddr)
                .option(43, 71, 4, type >>> 8, type & 0xff, 0, 0, 255));
    }

    /** Options in ascending order, for Dhcp4Dxe's Build sorts them. */
    private byte[] boot4011(RequestBytes message) {
        return message.option(55, PXE_LIST)
                .option(57, 0x05, 0xc0)
                .option(60, "PXEClient:Arch:00007:UNDI:003000")
                .option(93, 0, 7)
                .option(94, 1, 3, 0)
                .option(97, identity.machineId())
                .bytes();
    }

    private RequestBytes boot(RequestBytes message) {
        return message.option(55, http ? HTTP_LIST : PXE_LIST)
                .option(97, identity.machineId())
                .option(94, 1, 3, 0)
                .option(93, 0, http ? 16 : 7)
                .option(60, http ? "HTTPClient:Arch:00016:UNDI:003000" : "PXEClient:Arch:00007:UNDI:003000");
    }
}
