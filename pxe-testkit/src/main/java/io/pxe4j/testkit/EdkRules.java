package io.pxe4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What EDK2 demands of the answers it gets: Dhcp4Dxe first, then UefiPxeBcDxe. */
final class EdkRules {
    private EdkRules() {}

    /** What Dhcp4Dxe demands of every answer (DhcpInput). */
    static List<Rule> reply(Asked asked) {
        return List.of(
                Rule.of("length", r -> r.length() >= Reply.HEADER, "it is shorter than a BOOTP header"),
                new Rule(
                        "size",
                        r -> r.length() <= 1472,
                        r -> "it has " + r.length() + " bytes and 1472 fit its buffer"),
                Rule.of("op", r -> r.op() == 2, "it is not a reply (op is not 2)"),
                Rule.of("xid", asked::sameTransaction, "its transaction id is another"),
                Rule.of("chaddr", r -> asked.sameHardware(r, r.hardwareLength()), "its chaddr is another client's"),
                new Rule(
                        "options",
                        r -> !r.hasCookie() || EdkOptions.of(r).problem().isEmpty(),
                        r -> EdkOptions.of(r).problem().orElse("")));
    }

    /** What Dhcp4Dxe demands of an OFFER (DhcpHandleSelect). */
    static List<Rule> offer(Asked asked) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.add(new Rule(
                "message type",
                r -> EdkOptions.of(r).messageType() == 0 || EdkOptions.of(r).messageType() == Reply.OFFER,
                r -> "its type is " + Reply.typeName(r.messageType()) + ", not OFFER"));
        rules.add(Rule.of(
                "server identifier",
                r -> EdkOptions.of(r).messageType() == 0
                        || EdkOptions.of(r).has(54) && !r.serverIdentifier().isAny(),
                "the OFFER has no server identifier (option 54)"));
        return List.copyOf(rules);
    }

    /** What UefiPxeBcDxe demands beyond that (PxeBcParseDhcp4Packet). */
    static List<Rule> pxeOffer(Asked asked) {
        List<Rule> rules = new ArrayList<>(offer(asked));
        rules.add(Rule.of(
                "of use",
                r -> !r.yiaddr().isAny() || r.hasVendorClass("PXEClient"),
                "it brings no address and is not of class PXEClient (option 60)"));
        rules.add(Rule.of(
                "BOOTP boot file",
                r -> r.messageType() != 0 || r.bootFile().isPresent(),
                "it has no message type (option 53) and, as BOOTP, no boot file"));
        rules.add(Rule.of(
                "no multicast TFTP",
                r -> r.hasPxeDiscovery() || !r.hasMulticastTftp(),
                "it asks for multicast TFTP (43.1 to 43.5), which EDK2 does not do"));
        return List.copyOf(rules);
    }

    /** The class of an offer that broke no rule: the same logic as Intel's, but multicast TFTP never counts. */
    static OfferClass classify(Reply reply) {
        boolean proxy = reply.yiaddr().isAny();
        if (reply.messageType() == 0) {
            return OfferClass.BOOTP;
        }
        if (reply.hasPxeDiscovery()) {
            return proxy ? OfferClass.PROXY_PXE10 : OfferClass.DHCP_PXE10;
        }
        if (reply.hasVendorClass("PXEClient")) {
            return proxy ? OfferClass.PROXY_BINL : OfferClass.DHCP_BINL;
        }
        return OfferClass.DHCP_ONLY;
    }

    /** What DhcpHandleRequest demands of an ACK. */
    static List<Rule> ack(Asked asked, Reply offer) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.addAll(PxeAck.confirms(offer));
        return List.copyOf(rules);
    }

    /** What PxeBcRetryBinlOffer demands of the answer from port 4011; it may come from any address. */
    static List<Rule> binl(Asked asked) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.add(Rule.of(
                "boot file",
                r -> r.hasPxeDiscovery() || r.bootFile().isPresent(),
                "it names neither a boot file nor discovery options (43.6 to 43.10)"));
        return List.copyOf(rules);
    }

    /** DhcpLeaseAcquired gives up on a lease whose OFFER had no subnet mask. */
    static Optional<String> unusable(Reply offer) {
        boolean masked = EdkOptions.of(offer).has(1) && !offer.address(1).isAny();
        return masked
                ? Optional.empty()
                : Optional.of("Lease is denied upon entering bound (no subnet mask, option 1, in the OFFER)");
    }
}
