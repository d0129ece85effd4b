package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Intel's PXE base code demands of the answers it gets: the strictest reader of option 43 there is. */
final class IntelRules {
    private static final int NO_BROADCAST = 1;
    private static final int NO_MULTICAST = 2;
    private static final int ONLY_LISTED = 4;

    private IntelRules() {}

    /** The rules of an OFFER, in the order of the base code. */
    static List<Rule> offer(Asked asked) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.add(new Rule(
                "unicast yiaddr",
                r -> r.yiaddr().bits() >>> 24 <= 223,
                r -> "yiaddr " + r.yiaddr() + " is no address a host can have"));
        rules.add(new Rule(
                "message type",
                r -> r.messageType() == Reply.OFFER
                        || r.messageType() == 0 && r.bootFile().isPresent(),
                r -> "its type is " + Reply.typeName(r.messageType()) + ", not OFFER"));
        rules.add(Rule.of(
                "of use",
                r -> !r.yiaddr().isAny() || r.hasVendorClass("PXEClient"),
                "it brings no address and is not of class PXEClient (option 60)"));
        rules.add(Rule.of(
                "server identifier",
                r -> r.messageType() == 0
                        || r.option(54).filter(v -> v.length == 4).isPresent(),
                "the OFFER has no server identifier (option 54)"));
        rules.add(Rule.of(
                "multicast discovery",
                r -> !r.hasPxeDiscovery() || (control(r) & NO_MULTICAST) != 0 || hasMulticastAddress(r),
                "its discovery control (43.6) leaves multicast discovery on and no address (43.7) is given; "
                        + "43.6 = 10 is what loads a file at once"));
        rules.add(Rule.of(
                "boot server list",
                r -> !r.hasPxeDiscovery() || !needsList(control(r)) || hasServerList(r),
                "its discovery control (43.6) leaves only the boot server list, and 43.8 is missing or malformed"));
        rules.add(Rule.of(
                "menu and prompt",
                r -> !r.hasPxeDiscovery() || pxe(r).justLoad() || hasMenu(r) && hasPrompt(r),
                "it asks for a menu (43.6 without bit 3, or no boot file) and 43.9 or 43.10 is missing or malformed"));
        return List.copyOf(rules);
    }

    /** The rules of every answer: op, cookie, transaction, and all 16 bytes of chaddr. */
    static List<Rule> reply(Asked asked) {
        return List.of(
                Rule.of("length", r -> r.length() > Reply.OPTIONS, "it is shorter than a DHCP header and cookie"),
                Rule.of("op", r -> r.op() == 2, "it is not a reply (op is not 2)"),
                Rule.of("xid", asked::sameTransaction, "its transaction id is another"),
                Rule.of("cookie", Reply::hasCookie, "it lacks the DHCP magic cookie"),
                // Intel compares the whole field, EDK2 only hlen bytes.
                Rule.of("chaddr", r -> asked.sameHardware(r, 16), "its chaddr differs (all 16 bytes are compared)"));
    }

    /** The rules of an ACK that confirms {@code offer}. */
    static List<Rule> ack(Asked asked, Reply offer) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.addAll(PxeAck.confirms(offer));
        return List.copyOf(rules);
    }

    /** The rules of the answer to a request on port 4011. */
    static List<Rule> binl(Asked asked, Ip4 server) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.add(new Rule(
                "type",
                r -> r.messageType() == Reply.ACK,
                r -> "its type is " + Reply.typeName(r.messageType()) + ", not ACK"));
        rules.add(new Rule(
                "same server",
                r -> r.serverIdentifier().equals(server),
                r -> "its server identifier is " + r.serverIdentifier() + " and " + server + " was asked"));
        rules.add(Rule.of("yiaddr zero", r -> r.yiaddr().isAny(), "its yiaddr is not 0.0.0.0"));
        rules.add(new Rule(
                "source",
                r -> Ip4.of(r.from().getAddress()).equals(server),
                r -> "it came from " + r.from().getAddress().getHostAddress() + " and " + server + " was asked"));
        rules.add(Rule.of("boot file", r -> r.bootFile().isPresent(), "it names no boot file"));
        return List.copyOf(rules);
    }

    /** The class of an offer that broke no rule. */
    static OfferClass classify(Reply reply) {
        boolean proxy = reply.yiaddr().isAny();
        if (reply.messageType() == 0) {
            return OfferClass.BOOTP;
        }
        if (reply.hasPxeDiscovery()) {
            return proxy ? OfferClass.PROXY_PXE10 : OfferClass.DHCP_PXE10;
        }
        if (reply.hasMulticastTftp() && reply.bootFile().isPresent()) {
            return proxy ? OfferClass.PROXY_WFM : OfferClass.DHCP_WFM;
        }
        if (reply.hasVendorClass("PXEClient")) {
            return proxy ? OfferClass.PROXY_BINL : OfferClass.DHCP_BINL;
        }
        return OfferClass.DHCP_ONLY;
    }

    private static PxeOffer pxe(Reply reply) {
        return new PxeOffer(reply, OfferClass.DHCP_PXE10);
    }

    private static int control(Reply reply) {
        return pxe(reply).discoveryControl();
    }

    private static boolean needsList(int control) {
        return (control & (NO_BROADCAST | NO_MULTICAST)) == (NO_BROADCAST | NO_MULTICAST)
                || (control & ONLY_LISTED) != 0;
    }

    private static boolean hasMulticastAddress(Reply reply) {
        Optional<byte[]> address = reply.vendorOptions().first(7);
        return address.filter(v -> v.length == 4 && (v[0] & 0xf0) == 0xe0).isPresent();
    }

    private static boolean hasServerList(Reply reply) {
        return reply.vendorOptions()
                .first(8)
                .filter(v -> v.length > 0)
                .flatMap(BootServers::servers)
                .isPresent();
    }

    private static boolean hasMenu(Reply reply) {
        return reply.vendorOptions().first(9).flatMap(BootServers::menu).isPresent();
    }

    private static boolean hasPrompt(Reply reply) {
        return reply.vendorOptions().first(10).filter(v -> v.length > 1).isPresent();
    }
}
