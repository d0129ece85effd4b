package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOption;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.Map;
import java.util.Optional;

/** What real clients demand of a reply before they use it; each method names what they object to, or is empty. */
final class Firmware {
    private static final Map<Integer, Integer> FIXED_LENGTHS =
            Map.of(1, 4, 13, 2, 26, 2, 50, 4, 51, 4, 52, 1, 53, 1, 54, 4, 58, 4, 59, 4);

    private Firmware() {}

    /** The rules that Intel's base code and its descendants apply to an offer with PXE options. */
    static Optional<String> intelObjects(DhcpPacket request, DhcpPacket offer) {
        Optional<String> basic = allObject(request, offer);
        if (basic.isPresent()) {
            return basic;
        }
        if (offer.yiaddr().bits() >>> 24 > 223) {
            return Optional.of("yiaddr");
        }
        for (int i = 28; i < 44; i++) {
            if (request.content().getByte(i) != offer.content().getByte(i)) {
                return Optional.of("all 16 octets of chaddr must come back");
            }
        }
        PxeOptions pxe = offer.get(DhcpOption.VENDOR_SPECIFIC)
                .filter(options -> isPxeClient(offer))
                .orElse(PxeOptions.builder().build());
        if (!pxe.isPxeOffer()) {
            return Optional.of("no PXE offer");
        }
        PxeDiscoveryControl control = pxe.discoveryControl();
        if (!control.noMulticast() && !pxe.has(PxeOption.DISCOVERY_ADDRESS)) {
            return Optional.of("multicast discovery without an address");
        }
        if ((control.noBroadcast() && control.noMulticast() || control.listedServersOnly())
                && !pxe.has(PxeOption.BOOT_SERVERS)) {
            return Optional.of("no boot servers");
        }
        boolean loads = control.downloadBootFile() && !fileOf(offer).isEmpty();
        boolean menu = pxe.get(PxeOption.BOOT_MENU).isPresent()
                && pxe.get(PxeOption.MENU_PROMPT).isPresent();
        return loads || menu ? Optional.empty() : Optional.of("menu without text");
    }

    /** The rules of EDK2 for an offer that it loads at once, without port 4011. */
    static Optional<String> edk2Objects(DhcpPacket request, DhcpPacket offer) {
        Optional<String> basic = edk2Rejects(request, offer);
        if (basic.isPresent()) {
            return basic;
        }
        PxeOptions pxe = offer.get(DhcpOption.VENDOR_SPECIFIC)
                .orElse(PxeOptions.builder().build());
        if (!isPxeClient(offer) || !pxe.isPxeOffer()) {
            return Optional.of("would ask port 4011 (60 without 43) or finds no boot server");
        }
        if (!pxe.discoveryControl().downloadBootFile() || fileOf(offer).isEmpty()) {
            return Optional.of("would look for a boot server");
        }
        return offer.siaddr().isAny() ? Optional.of("no siaddr") : Optional.empty();
    }

    /** The rules of EDK2's HTTP boot. */
    static Optional<String> edk2HttpObjects(DhcpPacket request, DhcpPacket offer) {
        Optional<String> basic = edk2Rejects(request, offer);
        if (basic.isPresent()) {
            return basic;
        }
        if (offer.get(DhcpOption.VENDOR_CLASS).filter(VendorClass::isHttpClient).isEmpty()) {
            return Optional.of("60 is not HTTPClient");
        }
        return fileOf(offer).matches("https?://[0-9.]+(:\\d+)?/.+") ? Optional.empty() : Optional.of("no URL");
    }

    /** What EDK2's DHCP driver rejects whatever the packet says. */
    private static Optional<String> edk2Rejects(DhcpPacket request, DhcpPacket offer) {
        Optional<String> basic = allObject(request, offer);
        if (basic.isPresent()) {
            return basic;
        }
        ByteBuf content = offer.content();
        int at = 240;
        while (at < content.writerIndex() && content.getUnsignedByte(at) != 255) {
            int code = content.getUnsignedByte(at);
            if (code == 0) {
                at++;
                continue;
            }
            int length = content.getUnsignedByte(at + 1);
            if (FIXED_LENGTHS.getOrDefault(code, length) != length || length == 0) {
                return Optional.of("length of option " + code);
            }
            at += 2 + length;
            if (code == 67 && content.getUnsignedByte(at) != 0) {
                return Optional.of("the octet after option 67 gets overwritten");
            }
        }
        if (at >= content.writerIndex()) {
            return Optional.of("no END");
        }
        if (offer.length() > 1472) {
            return Optional.of("too long");
        }
        // DhcpLeaseAcquired aborts without a mask
        return !offer.yiaddr().isAny() && !offer.has(DhcpOption.SUBNET_MASK)
                ? Optional.of("no mask")
                : Optional.empty();
    }

    /** The rules of iPXE for an offer of boot information: what it takes from a proxy, or from the address server. */
    static Optional<String> ipxeObjects(DhcpPacket request, DhcpPacket offer) {
        if (offer.xid() != request.xid() || !offer.chaddr().equals(request.chaddr())) {
            return Optional.of("xid or chaddr");
        }
        if (offer.file().isEmpty() || offer.siaddr().isAny()) {
            return Optional.of("would ask port 4011");
        }
        boolean proxy = offer.yiaddr().isAny();
        if (proxy && !isPxeClient(offer)) {
            return Optional.of("60 is not PXEClient");
        }
        boolean noWaiting = offer.get(DhcpOption.IPXE)
                .flatMap(options -> options.get(IpxeOption.NO_PXEDHCP))
                .orElse(false);
        return proxy || noWaiting || isPxeClient(offer) ? Optional.empty() : Optional.of("waits 2 s for a proxy");
    }

    private static Optional<String> allObject(DhcpPacket request, DhcpPacket offer) {
        if (offer.isRequest() || offer.xid() != request.xid() || !offer.chaddr().equals(request.chaddr())) {
            return Optional.of("op, xid or chaddr");
        }
        if (!offer.is(DhcpMessageType.OFFER) || !offer.has(DhcpOption.SERVER_IDENTIFIER)) {
            return Optional.of("no OFFER with server identifier");
        }
        return offer.siaddr().equals(Ip4.BROADCAST) ? Optional.of("siaddr") : Optional.empty();
    }

    private static boolean isPxeClient(DhcpPacket packet) {
        return packet.get(DhcpOption.VENDOR_CLASS)
                .filter(VendorClass::isPxeClient)
                .isPresent();
    }

    private static String fileOf(DhcpPacket packet) {
        return packet.get(DhcpOption.BOOTFILE_NAME).orElse(packet.file());
    }
}
