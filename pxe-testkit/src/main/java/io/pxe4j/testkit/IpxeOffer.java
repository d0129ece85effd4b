package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reply as iPXE's DHCP client sees it (dhcp_discovery_rx): it looks for an address and for PXE in each packet separately,
 * so that one packet can be both the DHCP offer and the ProxyDHCP offer.
 *
 * @param address whether it can give the address
 * @param proxy whether it can give the boot information
 * @param priority 175.1, signed; a later offer of the same priority wins
 * @param noPxe 175.176: do not wait for ProxyDHCP
 */
record IpxeOffer(Reply reply, boolean address, boolean proxy, int priority, boolean noPxe) {

    /** What iPXE demands of every packet: neither op nor cookie. */
    static List<Rule> reply(Asked asked) {
        return List.of(
                Rule.of("length", r -> r.length() > Reply.OPTIONS, "it is shorter than a DHCP header"),
                Rule.of("xid", asked::sameTransaction, "its transaction id is another"),
                Rule.of("chaddr", r -> asked.sameHardware(r, 6), "its chaddr is another client's"));
    }

    /** What makes it an offer at all. */
    static List<Rule> offer(Asked asked, BootNetwork network) {
        List<Rule> rules = new ArrayList<>(reply(asked));
        rules.add(new Rule(
                "of use",
                r -> of(r, network).address || of(r, network).proxy,
                r -> "it " + why(r, network) + " and is not of class PXEClient (option 60)"));
        return List.copyOf(rules);
    }

    static IpxeOffer of(Reply reply, BootNetwork network) {
        RawOptions ipxe = encapsulated(reply);
        boolean address = !reply.yiaddr().isAny()
                && network.isDhcpPort(reply.from().getPort())
                && (type(reply) == Reply.OFFER || type(reply) == 0);
        boolean proxy = isPxe(reply) && !pseudoId(reply).isAny();
        int priority =
                ipxe.first(1).filter(v -> v.length > 0).map(v -> (int) v[0]).orElse(0);
        boolean noPxe = ipxe.first(176).filter(v -> v.length > 0 && v[0] != 0).isPresent();
        return new IpxeOffer(reply, address, proxy, priority, noPxe);
    }

    /** The server's identity: option 54, else siaddr, else where the packet came from. */
    static Ip4 pseudoId(Reply reply) {
        Ip4 id = reply.serverIdentifier();
        if (!id.isAny()) {
            return id;
        }
        return reply.siaddr().isAny() ? Ip4.of(reply.from().getAddress()) : reply.siaddr();
    }

    /** Enough to boot without asking port 4011: siaddr with a file name, or a menu (dhcp_has_pxeopts). */
    static boolean hasPxeOptions(Reply reply) {
        return !reply.siaddr().isAny() && fileName(reply).isPresent()
                || reply.vendorOptions().has(9);
    }

    /** The header's file field wins over option 67; overload is not known to iPXE. */
    static Optional<String> fileName(Reply reply) {
        return Optional.of(reply.rawFile()).filter(f -> !f.isEmpty()).or(reply::bootFileOption);
    }

    static int type(Reply reply) {
        return reply.messageType();
    }

    private static boolean isPxe(Reply reply) {
        return reply.hasVendorClass("PXEClient");
    }

    private static String why(Reply reply, BootNetwork network) {
        if (reply.yiaddr().isAny()) {
            return "brings no address";
        }
        if (!network.isDhcpPort(reply.from().getPort())) {
            return "came from UDP port " + reply.from().getPort() + " and not from the server's port 67";
        }
        return "is of type " + Reply.typeName(type(reply)) + ", not OFFER,";
    }

    private static RawOptions encapsulated(Reply reply) {
        return reply.options()
                .first(175)
                .map(v -> RawOptions.parse(v, 0, v.length))
                .orElse(RawOptions.NONE);
    }
}
