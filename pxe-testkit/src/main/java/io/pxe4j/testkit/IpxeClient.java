package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** iPXE's DHCP conversation: discovery until an address and (for two seconds) a proxy, REQUEST, then perhaps port 4011. */
final class IpxeClient {
    private static final int PROXY_SECONDS = 2;
    private static final int MOST_ROUNDS = 3;

    private final Stage stage;
    private final IpxeRequests requests;
    private Optional<IpxeOffer> offer = Optional.empty();
    private Optional<IpxeOffer> proxy = Optional.empty();
    private int sent;

    IpxeClient(Stage stage, Platform platform) {
        this.stage = stage;
        this.requests = IpxeRequests.of(stage.identity(), platform);
    }

    BootTarget run() throws BootStopped {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int xid = stage.nextXid();
            IpxeOffer chosen = discover(xid);
            Optional<Reply> ack = request(xid, chosen);
            if (ack.isPresent()) {
                Ip4 address = stage.bound(ack.get());
                return target(xid, ack.get(), chosen, address);
            }
            stage.note("starts again after the NAK");
        }
        throw new BootStopped("the DHCP server refused the address it had offered (NAK), " + MOST_ROUNDS + " times");
    }

    private IpxeOffer discover(int xid) throws BootStopped {
        offer = Optional.empty();
        proxy = Optional.empty();
        long start = stage.nanos();
        long patience = stage.network().waitNanos(PROXY_SECONDS);
        // The retry timer doubles from 1 s and fails when it would pass 10 s.
        for (int window = 1; window <= 10; window *= 2) {
            byte[] message = requests.discover(xid, secs());
            Asked asked = Asked.of(message);
            stage.broadcast(message, "DISCOVER iPXE (option 77), features (option 175)");
            long until = stage.nanos() + stage.network().waitNanos(window);
            while (true) {
                Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, IpxeOffer.offer(asked, stage.network()));
                if (reply.isPresent()) {
                    keep(IpxeOffer.of(reply.get(), stage.network()));
                }
                boolean patient = stage.nanos() - start <= patience;
                if (offer.isPresent() && (offer.get().noPxe() || proxy.isPresent() || !patient)) {
                    return offer.get();
                }
                if (reply.isEmpty()) {
                    break;
                }
            }
        }
        throw new BootStopped(
                (proxy.isPresent() ? "only a ProxyDHCP server answered, and nobody gives an address" : "no DHCP offer")
                        + stage.refused());
    }

    private void keep(IpxeOffer received) {
        if (received.address()
                && received.priority() >= offer.map(IpxeOffer::priority).orElse(0)) {
            offer = Optional.of(received);
        }
        if (received.proxy()
                && received.priority() >= proxy.map(IpxeOffer::priority).orElse(0)) {
            proxy = Optional.of(received);
        }
    }

    /** The ACK, or nothing after a NAK. */
    private Optional<Reply> request(int xid, IpxeOffer chosen) throws BootStopped {
        Reply offered = chosen.reply();
        for (int window = 1; window <= 10; window *= 2) {
            byte[] message = requests.request(xid, secs(), offered.serverIdentifier(), offered.yiaddr());
            stage.broadcast(message, "REQUEST " + offered.yiaddr() + " from " + offered.serverIdentifier());
            long until = stage.nanos() + stage.network().waitNanos(window);
            Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, ackRules(Asked.of(message), offered));
            if (reply.isPresent()) {
                return reply.filter(r -> r.messageType() != Reply.NAK);
            }
        }
        throw new BootStopped("the DHCP server " + offered.serverIdentifier()
                + " did not acknowledge the address it had offered" + stage.refused());
    }

    private List<Rule> ackRules(Asked asked, Reply offered) {
        List<Rule> rules = new ArrayList<>(IpxeOffer.reply(asked));
        rules.add(new Rule(
                "source port",
                r -> stage.network().isDhcpPort(r.from().getPort()),
                r -> "it came from UDP port " + r.from().getPort() + " and not from the server's port 67"));
        rules.add(new Rule(
                "type",
                r -> r.messageType() == Reply.ACK || r.messageType() == Reply.NAK || r.messageType() == 0,
                r -> "its type is " + Reply.typeName(r.messageType()) + ", not ACK"));
        rules.add(new Rule(
                "same server",
                r -> r.serverIdentifier().equals(offered.serverIdentifier()),
                r -> "its server identifier is " + r.serverIdentifier() + " and the request went to "
                        + offered.serverIdentifier()));
        rules.add(new Rule(
                "same address",
                r -> r.messageType() == Reply.NAK || r.yiaddr().equals(offered.yiaddr()),
                r -> "it gives " + r.yiaddr() + " and the OFFER gave " + offered.yiaddr()));
        return List.copyOf(rules);
    }

    private BootTarget target(int xid, Reply ack, IpxeOffer chosen, Ip4 address) throws BootStopped {
        Optional<Reply> source = Optional.empty();
        if (proxy.isPresent() && !chosen.noPxe()) {
            source = proxySettings(xid, proxy.get().reply(), address);
        }
        // The block proxydhcp outranks dhcp; file name and next-server come from the same block.
        Reply settings = picked(source.orElse(ack), address);
        Optional<String> file = IpxeOffer.fileName(settings);
        if (file.isEmpty()) {
            throw new BootStopped("nothing to boot: no reply names a file" + stage.refused());
        }
        Ip4 server = settings.siaddr();
        Optional<URI> uri = Uris.parse(file.get()).filter(u -> u.getScheme() != null);
        if (uri.isEmpty() && server.isAny()) {
            throw new BootStopped(
                    "the reply with file \"" + file.get() + "\" has no next-server (siaddr), and it is no URI");
        }
        return new BootTarget(uri.orElseGet(() -> Uris.tftp(server.toString(), file.get())), address, server);
    }

    /** The answer for the first item of a boot menu if there is one; iPXE shows none beside a file that is to be loaded at once. */
    private Reply picked(Reply settings, Ip4 address) throws BootStopped {
        PxeOffer offer = new PxeOffer(settings, OfferClass.DHCP_ONLY);
        boolean loadsFile = (offer.discoveryControl() & 8) != 0
                && IpxeOffer.fileName(settings).isPresent();
        if (!hasMenu(settings) || loadsFile) {
            return settings;
        }
        return new BootServerSearch(
                        stage, (id, seconds, type) -> requests.bootItem(id, secs(), address, type), Wire.Port.DHCP)
                .forFirstItem(offer);
    }

    private static boolean hasMenu(Reply reply) {
        return reply.hasVendorClass("PXEClient") && reply.vendorOptions().has(9);
    }

    /** The proxy's offer if it is enough, else its answer from port 4011, else nothing: that is not fatal. */
    private Optional<Reply> proxySettings(int xid, Reply offered, Ip4 address) throws BootStopped {
        if (IpxeOffer.hasPxeOptions(offered)) {
            return Optional.of(offered);
        }
        Ip4 server = IpxeOffer.pseudoId(offered);
        long giveUp = stage.nanos() + stage.network().waitNanos(PROXY_SECONDS);
        for (int window = 1; stage.nanos() - giveUp < 0; window *= 2) {
            byte[] message = requests.proxyRequest(xid, secs(), address, server);
            stage.toPxePort(Wire.Port.DHCP, message, server, "REQUEST to port 4011 of proxy " + server);
            long until = stage.nanos() + stage.network().waitNanos(window);
            Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, proxyRules(Asked.of(message), server));
            if (reply.isPresent()) {
                return reply;
            }
        }
        stage.note("goes on without the proxy: it did not answer on port 4011");
        return Optional.empty();
    }

    private List<Rule> proxyRules(Asked asked, Ip4 server) {
        List<Rule> rules = new ArrayList<>(IpxeOffer.reply(asked));
        rules.add(new Rule(
                "source port",
                r -> r.from().getPort() == stage.network().pxePort(),
                r -> "it came from UDP port " + r.from().getPort() + " and not from the proxy's port 4011"));
        rules.add(new Rule(
                "type",
                r -> r.messageType() == Reply.ACK || r.messageType() == Reply.OFFER,
                r -> "its type is " + Reply.typeName(r.messageType()) + ", neither ACK nor OFFER"));
        rules.add(new Rule(
                "same server",
                r -> IpxeOffer.pseudoId(r).equals(server),
                r -> "it comes from server " + IpxeOffer.pseudoId(r) + " and " + server + " was asked"));
        rules.add(Rule.of(
                "PXE options",
                IpxeOffer::hasPxeOptions,
                "it has neither siaddr with a file name nor a boot menu (43.9)"));
        return List.copyOf(rules);
    }

    /** iPXE puts its state into secs: transmissions, whether it has an offer, whether it has a proxy offer. */
    private int secs() {
        sent++;
        return sent << 2 | (offer.isPresent() ? 2 : 0) | (proxy.isPresent() ? 1 : 0);
    }
}
