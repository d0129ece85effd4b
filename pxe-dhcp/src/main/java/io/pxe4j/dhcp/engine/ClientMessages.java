package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;

/**
 * What a client says, message by message.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4.1">RFC 2131 §4.4.1, table 5</a>
 */
final class ClientMessages {
    private final ClientSettings settings;

    ClientMessages(ClientSettings settings) {
        this.settings = settings;
    }

    /** DISCOVER that takes a lease at once from a server that commits rapidly, if the client wants that. */
    DhcpPacketWriter discover() {
        DhcpPacketWriter message = look();
        settings.identity().applyTo(message, DhcpOption.RAPID_COMMIT);
        return message;
    }

    /** DISCOVER that looks who is there, and so never asks for rapid commit. */
    DhcpPacketWriter look() {
        DhcpPacketWriter message = full(DhcpMessageType.DISCOVER).broadcast(settings.broadcast());
        settings.identity().applyTo(message, DhcpOption.REQUESTED_ADDRESS);
        return relayed(message);
    }

    /** REQUEST in SELECTING. */
    DhcpPacketWriter requestOffered(Ip4 address, Ip4 server) {
        return relayed(full(DhcpMessageType.REQUEST)
                .broadcast(settings.broadcast())
                .set(DhcpOption.REQUESTED_ADDRESS, address)
                .set(DhcpOption.SERVER_IDENTIFIER, server));
    }

    /** REQUEST in INIT-REBOOT: no server identifier. */
    DhcpPacketWriter requestRemembered(Ip4 address) {
        return relayed(full(DhcpMessageType.REQUEST)
                .broadcast(settings.broadcast())
                .set(DhcpOption.REQUESTED_ADDRESS, address));
    }

    /** REQUEST in RENEWING and REBINDING: the address in ciaddr, and neither option 50 nor 54. */
    DhcpPacketWriter requestExtension(Ip4 address) {
        return relayed(full(DhcpMessageType.REQUEST).ciaddr(address));
    }

    DhcpPacketWriter inform(Ip4 address) {
        return relayed(full(DhcpMessageType.INFORM).ciaddr(address));
    }

    DhcpPacketWriter release(ClientLease lease) {
        return bare(DhcpMessageType.RELEASE).ciaddr(lease.address()).set(DhcpOption.SERVER_IDENTIFIER, lease.server());
    }

    DhcpPacketWriter decline(ClientLease lease, String why) {
        DhcpPacketWriter message = bare(DhcpMessageType.DECLINE)
                .set(DhcpOption.REQUESTED_ADDRESS, lease.address())
                .set(DhcpOption.SERVER_IDENTIFIER, lease.server());
        if (!why.isEmpty()) {
            message.set(DhcpOption.MESSAGE, why);
        }
        return relayed(message);
    }

    /** REQUEST for a boot file, to port 4011 of one boot server. */
    DhcpPacketWriter requestBootFile(Ip4 address, Ip4 server) {
        return full(DhcpMessageType.REQUEST).ciaddr(address).set(DhcpOption.SERVER_IDENTIFIER, server);
    }

    /** REQUEST for a boot item, to one boot server or all. */
    DhcpPacketWriter requestBootItem(Ip4 address, PxeBootItem item) {
        return full(DhcpMessageType.REQUEST)
                .ciaddr(address)
                .set(
                        DhcpOption.VENDOR_SPECIFIC,
                        PxeOptions.builder().set(PxeOption.BOOT_ITEM, item).build());
    }

    private DhcpPacketWriter full(DhcpMessageType type) {
        DhcpPacketWriter message =
                DhcpPacketWriter.request(type, settings.identity().hardwareAddress());
        settings.identity().applyTo(message);
        return message;
    }

    // RFC 2131 table 5: RELEASE and DECLINE carry nothing but who and what, and the client identifier if one was used.
    private DhcpPacketWriter bare(DhcpMessageType type) {
        DhcpPacketWriter message =
                DhcpPacketWriter.request(type, settings.identity().hardwareAddress());
        settings.identity().applyTo(message, DhcpOption.CLIENT_IDENTIFIER);
        return message;
    }

    private DhcpPacketWriter relayed(DhcpPacketWriter message) {
        settings.relay().ifPresent(relay -> {
            message.giaddr(relay.address()).hops(1);
            relay.information().ifPresent(information -> message.set(DhcpOption.RELAY_AGENT_INFORMATION, information));
        });
        return message;
    }
}
