package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.VendorClass;
import java.util.Optional;

/** Questions that both engines ask about a request. */
final class Requests {
    // RFC 1542 §4.1.1: what has passed more relays than this is going in circles.
    private static final int MAX_HOPS = 16;

    private Requests() {}

    /** Why nobody may answer this packet, whatever it asks. */
    static Optional<DhcpDrop> refuse(DhcpPacket request, DhcpArrival arrival) {
        if (!request.isRequest()) {
            return drop(DropReason.NOT_A_REQUEST, "");
        }
        if (!isHostOrNone(request.giaddr())) {
            return drop(DropReason.BAD_ADDRESS, "relay " + request.giaddr());
        }
        if (!isHostOrNone(arrival.sourceAddress()) || arrival.sourcePort() == 0) {
            return drop(DropReason.BAD_ADDRESS, arrival.sourceAddress() + ":" + arrival.sourcePort());
        }
        if (request.hops() > MAX_HOPS) {
            return drop(DropReason.BAD_ADDRESS, "passed " + request.hops() + " relays");
        }
        return request.messageType().isEmpty() ? drop(DropReason.BOOTP, "") : Optional.empty();
    }

    /** The boot server type and layer that the client asks for; option 43 speaks PXE only when option 60 says so. */
    static Optional<PxeBootItem> bootItem(DhcpPacket request) {
        return request.get(DhcpOption.VENDOR_CLASS)
                .filter(VendorClass::isPxeClient)
                .flatMap(pxe -> request.get(DhcpOption.VENDOR_SPECIFIC))
                .flatMap(options -> options.get(PxeOption.BOOT_ITEM));
    }

    /** Whether a REQUEST or INFORM asks a boot server and not the server of addresses. */
    static boolean isForBootServer(DhcpPacket request) {
        return request.has(DhcpOption.VENDOR_SPECIFIC)
                && (request.is(DhcpMessageType.REQUEST) || request.is(DhcpMessageType.INFORM))
                && bootItem(request).isPresent();
    }

    /** Whether the client names another server than the one it reached. */
    static Optional<Ip4> otherServer(DhcpPacket request, DhcpArrival arrival) {
        return request.get(DhcpOption.SERVER_IDENTIFIER).filter(id -> !id.equals(arrival.serverAddress()));
    }

    /** No multicast, reserved, broadcast or this-network address: an answer there would hit many, or nobody. */
    private static boolean isHostOrNone(Ip4 address) {
        int first = address.bits() >>> 24;
        return address.isAny() || first != 0 && first < 224;
    }

    private static Optional<DhcpDrop> drop(DropReason reason, String detail) {
        return Optional.of(new DhcpDrop(reason, detail));
    }
}
