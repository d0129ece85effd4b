package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.HexFormat;

/** The messages of iPXE's DHCP client, byte for byte as Debian's 1.0.0+git-20190125 builds send them. */
final class IpxeRequests {
    private static final int[] LIST = {
        1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135, 175, 203
    };

    /** Bus id of an e1000, version 1.0.0, then what the build can do. */
    private static final byte[] BIOS_FEATURES = HexFormat.of()
            .parseHex("b105018086100eeb0301000017010122010113010111010127010119010129"
                    + "0101100102210101150101180101120101");

    /** Bus id of a virtio card. */
    private static final byte[] EFI_FEATURES =
            HexFormat.of().parseHex("b105011af41000eb03010000170101240101130101110101270101290101150101120101");

    private final Identity identity;
    private final Platform platform;

    private IpxeRequests(Identity identity, Platform platform) {
        this.identity = identity;
        this.platform = platform;
    }

    static IpxeRequests of(Identity identity, Platform platform) {
        return new IpxeRequests(identity, platform);
    }

    byte[] discover(int xid, int secs) {
        return boot(RequestBytes.of(RequestBytes.DISCOVER, xid, identity).secs(secs))
                .bytes();
    }

    byte[] request(int xid, int secs, Ip4 server, Ip4 address) {
        return boot(RequestBytes.of(RequestBytes.REQUEST, xid, identity).secs(secs))
                .option(54, server)
                .option(50, address)
                .bytes();
    }

    /** The request to port 4011 of a proxy. */
    byte[] proxyRequest(int xid, int secs, Ip4 ciaddr, Ip4 proxy) {
        return boot(RequestBytes.of(RequestBytes.REQUEST, xid, identity)
                        .secs(secs)
                        .ciaddr(ciaddr))
                .option(54, proxy)
                .bytes();
    }

    /** The request for an item of the boot menu (dhcp_pxebs_tx). */
    byte[] bootItem(int xid, int secs, Ip4 ciaddr, int type) {
        return boot(RequestBytes.of(RequestBytes.REQUEST, xid, identity)
                        .secs(secs)
                        .ciaddr(ciaddr))
                .option(43, 71, 4, type >>> 8, type & 0xff, 0, 0, 255)
                .bytes();
    }

    private RequestBytes boot(RequestBytes message) {
        boolean efi = platform == Platform.EFI;
        return message.option(57, 0x05, 0xc0)
                .option(93, 0, platform.architecture())
                .option(94, efi ? new int[] {1, 3, 10} : new int[] {1, 2, 1})
                .option(60, efi ? "PXEClient:Arch:00007:UNDI:003010" : "PXEClient:Arch:00000:UNDI:002001")
                .option(77, "iPXE")
                .option(55, LIST)
                .option(175, efi ? EFI_FEATURES : BIOS_FEATURES)
                .option(61, identity.clientId())
                .option(97, identity.machineId());
    }
}
