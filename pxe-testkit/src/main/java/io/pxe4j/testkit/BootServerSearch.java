package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a firmware does after an item of the boot menu was taken: it looks for a boot server of the item's type, PXE 2.1 section 3.2,
 * by unicast to port 4011 of the servers that the menu's offer lists, or by broadcast.
 */
final class BootServerSearch {
    private static final int NO_BROADCAST = 1;
    private static final int ONLY_LISTED = 4;
    private static final int[] WINDOWS = {1, 2, 3, 4};

    private final Stage stage;
    private final Asking asking;
    private final Wire.Port unicastFrom;

    /** Makes the request for an item. */
    interface Asking {
        byte[] message(int xid, int secs, int type);
    }

    /** A search whose unicasts leave from that port of the client. */
    BootServerSearch(Stage stage, Asking asking, Wire.Port unicastFrom) {
        this.stage = stage;
        this.asking = asking;
        this.unicastFrom = unicastFrom;
    }

    /** What is taken when nobody is at the keyboard. */
    private static BootServers.Item firstItem(PxeOffer offer) throws BootStopped {
        List<BootServers.Item> items = offer.reply()
                .vendorOptions()
                .first(9)
                .flatMap(BootServers::menu)
                .orElseThrow(() -> new BootStopped(
                        "PXE-E21: boots from the local disk: discovery control 43.6 = " + offer.discoveryControl()
                                + " without a menu, and not \"just load\" (bit 3 with a boot file)"));
        BootServers.Item first = items.get(0);
        if (first.type() == 0) {
            throw new BootStopped(
                    "boots from the local disk: that is the first item of the boot menu, \"" + first.text() + "\"");
        }
        return first;
    }

    /**
     * The answer of a boot server for the first item of the menu.
     *
     * @throws BootStopped if that is the local disk, or nobody answers
     */
    Reply forFirstItem(PxeOffer offer) throws BootStopped {
        BootServers.Item item = firstItem(offer);
        stage.note("takes the first item of the boot menu, \"" + item.text() + "\"");
        Optional<List<Ip4>> listed = listed(offer, item.type());
        for (Ip4 server : listed.orElse(List.of())) {
            Optional<Reply> answer = ask(offer, item, Optional.of(server));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        boolean mayBroadcast = (offer.discoveryControl() & NO_BROADCAST) == 0;
        Optional<Reply> answer = mayBroadcast ? ask(offer, item, Optional.empty()) : Optional.empty();
        return answer.orElseThrow(() -> new BootStopped("PXE-E77: no boot server of type " + item.type()
                + " answered for the menu's item \"" + item.text() + "\"" + stage.refused()));
    }

    private Optional<Reply> ask(PxeOffer offer, BootServers.Item item, Optional<Ip4> server) throws BootStopped {
        int secs = 0;
        for (int window : WINDOWS) {
            byte[] message = asking.message(stage.nextXid(), secs, item.type());
            String what = "REQUEST for boot server type " + item.type();
            if (server.isPresent()) {
                stage.toPxePort(unicastFrom, message, server.get(), what + " to port 4011");
            } else {
                stage.broadcast(message, what);
            }
            long until = stage.nanos() + stage.network().waitNanos(window);
            Wire.Port at = server.isPresent() ? unicastFrom : Wire.Port.DHCP;
            Optional<Reply> answer = stage.receive(at, until, rules(Asked.of(message), offer, item.type()));
            if (answer.isPresent()) {
                return answer;
            }
            secs += window;
        }
        return Optional.empty();
    }

    private static List<Rule> rules(Asked asked, PxeOffer offer, int type) {
        List<Rule> rules = new ArrayList<>(IntelRules.reply(asked));
        rules.add(new Rule(
                "type",
                r -> r.messageType() == Reply.ACK,
                r -> "its type is " + Reply.typeName(r.messageType()) + ", not ACK"));
        rules.add(Rule.of("class", r -> r.hasVendorClass("PXEClient"), "it is not of class PXEClient (option 60)"));
        rules.add(Rule.of("boot file", r -> r.bootFile().isPresent(), "it names no boot file"));
        rules.add(new Rule(
                "boot item",
                r -> itemOf(r) == type,
                r -> "its boot item (43.71) is of type " + itemOf(r) + " and " + type + " was asked for"));
        rules.add(Rule.of(
                "listed",
                r -> (offer.discoveryControl() & ONLY_LISTED) == 0 || isListed(offer, type, r.serverIdentifier()),
                "it is of a server that the list (43.8) does not name, and only those count (43.6)"));
        return List.copyOf(rules);
    }

    private static int itemOf(Reply reply) {
        return reply.vendorOptions()
                .first(71)
                .filter(v -> v.length == 4)
                .map(v -> (v[0] & 0xff) << 8 | v[1] & 0xff)
                .orElse(-1);
    }

    /** No address beside the type: any server of it will do. */
    private static boolean isListed(PxeOffer offer, int type, Ip4 server) {
        return listed(offer, type)
                .filter(addresses -> addresses.isEmpty() || addresses.contains(server))
                .isPresent();
    }

    private static Optional<List<Ip4>> listed(PxeOffer offer, int type) {
        return offer.reply().vendorOptions().first(8).flatMap(BootServers::servers).stream()
                .flatMap(List::stream)
                .filter(servers -> servers.type() == type)
                .map(BootServers.Servers::addresses)
                .findFirst();
    }
}
