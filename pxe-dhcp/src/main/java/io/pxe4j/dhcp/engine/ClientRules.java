package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules by which a client takes answers: what RFC 2131 demands of them, and what boot ROMs check beyond. */
final class ClientRules {
    private ClientRules() {}

    /** What holds for each answer: it is a reply to this question of this client. */
    static @Nullable ClientRefusal refuse(DhcpPacket packet, int xid, ClientSettings settings) {
        if (packet.isRequest()) {
            return no(ClientRefusalReason.NOT_A_REPLY);
        }
        if (packet.xid() != xid) {
            return no(ClientRefusalReason.OTHER_EXCHANGE, String.format("%08x, not %08x", packet.xid(), xid));
        }
        if (!packet.chaddr().equals(settings.identity().hardwareAddress())) {
            return no(ClientRefusalReason.OTHER_CLIENT, packet.chaddr().toString());
        }
        ClientIdentifier own =
                settings.identity().get(DhcpOption.CLIENT_IDENTIFIER).orElse(null);
        Optional<ClientIdentifier> echoed = packet.get(DhcpOption.CLIENT_IDENTIFIER);
        if (own != null && echoed.isPresent() && !echoed.get().equals(own)) {
            return no(ClientRefusalReason.OTHER_CLIENT_IDENTIFIER, echoed.get().toString());
        }
        if (settings.relay().isPresent()
                && isForOtherRelay(packet, settings.relay().get())) {
            return no(ClientRefusalReason.OTHER_RELAY, packet.giaddr().toString());
        }
        return packet.messageType().isEmpty() ? no(ClientRefusalReason.NO_MESSAGE_TYPE) : null;
    }

    // What was sent without giaddr, to a boot server, comes back without.
    private static boolean isForOtherRelay(DhcpPacket packet, ClientRelay relay) {
        return !packet.giaddr().isAny() && !packet.giaddr().equals(relay.address());
    }

    /** An answer to DISCOVER. */
    static ClientRule offer(boolean rapidCommit) {
        return (packet, source) -> {
            if (packet.is(DhcpMessageType.ACK)) {
                return rapidCommit && packet.has(DhcpOption.RAPID_COMMIT)
                        ? refuseLease(packet, source)
                        : no(ClientRefusalReason.NOT_RAPID_COMMIT);
            }
            if (!packet.is(DhcpMessageType.OFFER)) {
                return unexpected(packet);
            }
            if (!packet.yiaddr().isAny()) {
                return refuseLease(packet, source);
            }
            // A ProxyDHCP offer: no address, and option 60 says for whom it is.
            return new ClientAnswer(packet, source, 0).isForBoot()
                    ? refuseServer(packet)
                    : no(ClientRefusalReason.NO_ADDRESS);
        };
    }

    /** The same, but each offer once, and no more than {@link ClientOffers#MAX}. */
    static ClientRule furtherOffer(boolean rapidCommit, Supplier<ClientOffers> known) {
        ClientRule offer = offer(rapidCommit);
        return (packet, source) -> {
            ClientRefusal refusal = offer.refuse(packet, source);
            if (refusal != null) {
                return refusal;
            }
            for (ClientAnswer other : known.get().all()) {
                if (packet.yiaddr().equals(other.packet().yiaddr())
                        && packet.get(DhcpOption.SERVER_IDENTIFIER)
                                .filter(other.server()::equals)
                                .isPresent()) {
                    return no(ClientRefusalReason.DUPLICATE, sender(packet, source));
                }
            }
            return known.get().all().size() < ClientOffers.MAX
                    ? null
                    : no(ClientRefusalReason.TOO_MANY, "more than " + ClientOffers.MAX);
        };
    }

    /** An answer to REQUEST: ACK of that address, or NAK; of that server, if one was asked. */
    static ClientRule acknowledgement(Ip4 address, Optional<Ip4> server) {
        return (packet, source) -> {
            boolean nak = packet.is(DhcpMessageType.NAK);
            if (!nak && !packet.is(DhcpMessageType.ACK)) {
                return packet.is(DhcpMessageType.OFFER)
                        ? no(ClientRefusalReason.ALREADY_CHOSEN, sender(packet, source))
                        : unexpected(packet);
            }
            ClientRefusal refusal = refuseServer(packet);
            if (refusal == null && server.isPresent() && !server.equals(packet.get(DhcpOption.SERVER_IDENTIFIER))) {
                refusal = no(ClientRefusalReason.OTHER_SERVER, sender(packet, source));
            }
            if (refusal != null || nak) {
                return refusal;
            }
            refusal = refuseLease(packet, source);
            return refusal == null && !packet.yiaddr().equals(address)
                    ? no(ClientRefusalReason.OTHER_ADDRESS, packet.yiaddr() + ", not " + address)
                    : refusal;
        };
    }

    /** An answer to INFORM. */
    static ClientRule information() {
        return (packet, source) -> packet.is(DhcpMessageType.ACK) ? refuseServer(packet) : unexpected(packet);
    }

    /** A boot server's answer to a question for its boot file; {@code asked} if it went to one address alone. */
    static ClientRule bootFile(Optional<Ip4> asked) {
        return (packet, source) -> {
            if (!packet.is(DhcpMessageType.ACK)) {
                return unexpected(packet);
            }
            // Intel's base code compares the IP source; a reply from another address of the same server is lost there.
            if (asked.isPresent() && !asked.get().equals(source)) {
                return no(ClientRefusalReason.OTHER_SENDER, source.toString());
            }
            ClientRefusal refusal = refuseServer(packet);
            if (refusal != null) {
                return refusal;
            }
            return new ClientAnswer(packet, source, 0).bootFile().isEmpty()
                    ? no(ClientRefusalReason.NO_BOOT_FILE)
                    : null;
        };
    }

    /** A boot server's answer to a question for an item; {@code listed} are the only servers that count, if there are any. */
    static ClientRule bootItem(PxeBootItem item, List<Ip4> listed) {
        ClientRule file = bootFile(Optional.empty());
        return (packet, source) -> {
            ClientRefusal refusal = file.refuse(packet, source);
            if (refusal != null) {
                return refusal;
            }
            Optional<PxeBootItem> echoed = new ClientAnswer(packet, source, 0)
                    .pxeOptions()
                    .flatMap(options -> options.get(PxeOption.BOOT_ITEM));
            if (echoed.isEmpty() || !echoed.get().type().equals(item.type())) {
                return no(
                        ClientRefusalReason.OTHER_BOOT_ITEM,
                        echoed.map(other -> other.type().toString()).orElse("none"));
            }
            boolean isListed = listed.isEmpty()
                    || listed.contains(source)
                    || packet.get(DhcpOption.SERVER_IDENTIFIER)
                            .filter(listed::contains)
                            .isPresent();
            return isListed ? null : no(ClientRefusalReason.UNLISTED_BOOT_SERVER, source.toString());
        };
    }

    private static @Nullable ClientRefusal refuseServer(DhcpPacket packet) {
        Optional<Ip4> server = packet.get(DhcpOption.SERVER_IDENTIFIER);
        return server.filter(ClientAddresses::isHost).isPresent()
                ? null
                : no(
                        ClientRefusalReason.NO_SERVER_IDENTIFIER,
                        server.map(Ip4::toString).orElse(""));
    }

    private static @Nullable ClientRefusal refuseLease(DhcpPacket packet, Ip4 source) {
        ClientRefusal refusal = refuseServer(packet);
        if (refusal != null) {
            return refusal;
        }
        Ip4 address = packet.yiaddr();
        // Loopback serves tests: a server there may lease from its own network.
        if (!ClientAddresses.isHost(address)
                || ClientAddresses.isLoopback(address) && !ClientAddresses.isLoopback(source)
                || packet.get(DhcpOption.SERVER_IDENTIFIER)
                        .filter(address::equals)
                        .isPresent()) {
            return no(ClientRefusalReason.BAD_ADDRESS, address.toString());
        }
        Optional<Ip4> mask = packet.get(DhcpOption.SUBNET_MASK);
        if (mask.isPresent() && !ClientAddresses.isMask(mask.get())) {
            return no(ClientRefusalReason.BAD_MASK, mask.get().toString());
        }
        if (mask.isPresent() && ClientAddresses.isNetworkOrBroadcast(address, mask.get())) {
            return no(ClientRefusalReason.BAD_ADDRESS, address + " with mask " + mask.get());
        }
        return packet.get(DhcpOption.LEASE_TIME).filter(time -> !time.isZero()).isPresent()
                ? null
                : no(ClientRefusalReason.NO_LEASE_TIME);
    }

    private static String sender(DhcpPacket packet, Ip4 source) {
        return packet.get(DhcpOption.SERVER_IDENTIFIER).orElse(source).toString();
    }

    private static ClientRefusal unexpected(DhcpPacket packet) {
        return no(
                ClientRefusalReason.UNEXPECTED_TYPE,
                packet.messageType().map(DhcpMessageType::toString).orElse(""));
    }

    static ClientRefusal no(ClientRefusalReason reason) {
        return no(reason, "");
    }

    static ClientRefusal no(ClientRefusalReason reason, String detail) {
        return new ClientRefusal(reason, detail);
    }
}
