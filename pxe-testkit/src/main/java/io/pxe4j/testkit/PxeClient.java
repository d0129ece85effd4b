package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DHCP conversation of a PXE ROM: DISCOVER, collect offers for a whole window, choose, REQUEST, ask port 4011 where the
 * choice demands it. Intel's ROM and EDK2 differ in the bytes, the rules and the timing, which {@link Model} holds.
 */
final class PxeClient {
    private static final int[] WINDOWS = {4, 8, 16, 32};
    private static final int MOST_OFFERS = 16;

    private final Model model;
    private final Stage stage;

    PxeClient(Model model, Stage stage) {
        this.model = model;
        this.stage = stage;
    }

    /** Where two PXE firmwares differ. */
    interface Model {
        PxeRequests requests();

        List<Rule> offerRules(Asked asked);

        List<Rule> ackRules(Asked asked, Reply offer);

        List<Rule> binlRules(Asked asked, Ip4 server);

        OfferClass classify(Reply reply);

        /** Seconds of each try on port 4011. */
        int[] binlWindows();

        /** Whether a try on port 4011 lasts its whole window even when the answer is there. */
        boolean binlCollects();

        /** Why the lease cannot be used, if so. */
        Optional<String> unusable(Reply offer);

        /** The message that refuses an unusable lease, if the firmware sends one. */
        Optional<byte[]> decline(int xid, Reply offer, String why);

        /** What the firmware prints when no offer is good enough, and the other failures. */
        String noOffer(List<PxeOffer> offers);

        String noPxeAnswer();
    }

    /** The whole conversation. */
    BootTarget run() throws BootStopped {
        int xid = stage.nextXid();
        PxeSelection chosen = discover(xid);
        Reply ack = request(xid, chosen.address().reply());
        Ip4 address = stage.bound(ack);
        PxeOffer source = bootInformation(chosen, ack, address);
        return target(source, address);
    }

    private PxeSelection discover(int xid) throws BootStopped {
        List<PxeOffer> offers = new ArrayList<>();
        int secs = 0;
        for (int window : WINDOWS) {
            byte[] message = model.requests().discover(xid, secs);
            Asked asked = Asked.of(message);
            stage.broadcast(message, "DISCOVER " + vendorClass(message));
            long until = stage.nanos() + stage.network().waitNanos(window);
            while (true) {
                Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, model.offerRules(asked));
                if (reply.isEmpty()) {
                    break;
                }
                if (offers.size() < MOST_OFFERS) {
                    offers.add(new PxeOffer(reply.get(), model.classify(reply.get())));
                }
            }
            Optional<PxeSelection> chosen = PxeSelection.of(offers);
            if (chosen.isPresent()) {
                stage.note("chooses " + chosen.get().because() + " out of " + count(offers.size(), "offer"));
                return chosen.get();
            }
            secs += window;
        }
        throw new BootStopped(model.noOffer(offers) + stage.refused());
    }

    private Reply request(int xid, Reply offer) throws BootStopped {
        Optional<String> unusable = model.unusable(offer);
        if (offer.messageType() == 0) {
            refuse(xid, offer, unusable);
            return offer;
        }
        for (int window : WINDOWS) {
            byte[] message = model.requests().request(xid, 0, offer.serverIdentifier(), offer.yiaddr());
            stage.broadcast(message, "REQUEST " + offer.yiaddr() + " from " + offer.serverIdentifier());
            long until = stage.nanos() + stage.network().waitNanos(window);
            Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, model.ackRules(Asked.of(message), offer));
            if (reply.isEmpty()) {
                continue;
            }
            if (reply.get().messageType() == Reply.NAK) {
                throw new BootStopped("the DHCP server refused the address it had offered (NAK)");
            }
            if (!reply.get().yiaddr().equals(offer.yiaddr())) {
                String why = "Lease confirmed isn't the same as that in the offer";
                refuse(xid, offer, Optional.of(why));
            }
            refuse(xid, offer, unusable);
            return reply.get();
        }
        throw new BootStopped("the DHCP server " + offer.serverIdentifier() + " did not acknowledge the address it had "
                + "offered" + stage.refused());
    }

    private void refuse(int xid, Reply offer, Optional<String> why) throws BootStopped {
        if (why.isEmpty()) {
            return;
        }
        model.decline(xid, offer, why.get())
                .ifPresent(m -> stage.broadcast(m, "DECLINE " + offer.yiaddr() + ": " + why.get()));
        throw new BootStopped("the lease of " + offer.serverIdentifier() + " cannot be used: " + why.get());
    }

    /** The reply that names the boot file: from port 4011, the proxy's offer, or the address server's. */
    private PxeOffer bootInformation(PxeSelection chosen, Reply ack, Ip4 address) throws BootStopped {
        OfferClass own = chosen.address().offerClass();
        if (own == OfferClass.DHCP_BINL) {
            return askPxePort(chosen.address(), address)
                    .orElseThrow(() -> new BootStopped(model.noPxeAnswer() + stage.refused()));
        }
        if (chosen.proxies().isEmpty()) {
            return new PxeOffer(ack, own);
        }
        for (PxeOffer proxy : chosen.proxies()) {
            if (proxy.offerClass() != OfferClass.PROXY_BINL) {
                return proxy;
            }
            Optional<PxeOffer> answer = askPxePort(proxy, address);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new BootStopped(model.noPxeAnswer() + stage.refused());
    }

    private Optional<PxeOffer> askPxePort(PxeOffer offer, Ip4 address) throws BootStopped {
        // Both prefer siaddr, so a BINL offer must carry the address of whoever listens on 4011, not of the TFTP
        // server.
        Ip4 siaddr = offer.reply().siaddr();
        Ip4 server = siaddr.isAny() ? offer.reply().serverIdentifier() : siaddr;
        if (server.isAny()) {
            stage.note("has no address to ask on port 4011: neither siaddr nor option 54");
            return Optional.empty();
        }
        int secs = 0;
        for (int window : model.binlWindows()) {
            byte[] message = model.requests().binl(stage.nextXid(), secs, address);
            stage.toPxePort(Wire.Port.PXE, message, server, "REQUEST to port 4011 ciaddr " + address);
            long until = stage.nanos() + stage.network().waitNanos(window);
            List<Rule> rules = model.binlRules(Asked.of(message), server);
            Optional<Reply> answer = stage.receive(Wire.Port.PXE, until, rules);
            if (answer.isPresent()) {
                while (model.binlCollects()
                        && stage.receive(Wire.Port.PXE, until, rules).isPresent()) {
                    // EDK2 hears the window out and takes the first answer.
                }
                return answer.map(r -> new PxeOffer(r, model.classify(r)));
            }
            secs += window;
        }
        return Optional.empty();
    }

    private BootTarget target(PxeOffer source, Ip4 address) throws BootStopped {
        if (source.offerClass() == OfferClass.PROXY_WFM || source.offerClass() == OfferClass.DHCP_WFM) {
            throw new BootStopped(
                    "the offer asks for multicast TFTP (43.1 to 43.5), which this simulation does not do");
        }
        if (source.reply().hasPxeDiscovery() && !source.justLoad()) {
            return target(picked(source, address), address);
        }
        String file = source.bootFile()
                .orElseThrow(() -> new BootStopped("PXE-E53: no boot file name received: the chosen reply names none"));
        Ip4 server = tftpServer(source);
        if (server.isAny()) {
            throw new BootStopped("the reply with boot file \"" + file + "\" names no server (siaddr, option 54)");
        }
        return new BootTarget(Uris.tftp(server.toString(), file), address, server);
    }

    /** EDK2 and the Intel ROM agree: what no key press interrupts is the first item of the menu. */
    private PxeOffer picked(PxeOffer source, Ip4 address) throws BootStopped {
        BootServerSearch search = new BootServerSearch(
                stage, (xid, secs, type) -> model.requests().bootItem(xid, secs, address, type), Wire.Port.PXE);
        return new PxeOffer(search.forFirstItem(source), OfferClass.DHCP_ONLY);
    }

    /** 43.8's first address with bit 3 set, else siaddr, else option 54 (PxeBcDhcp4BootInfo); option 66 is not read. */
    private static Ip4 tftpServer(PxeOffer source) {
        if ((source.discoveryControl() & 8) != 0) {
            Optional<Ip4> listed = source.reply().vendorOptions().first(8).flatMap(BootServers::servers).stream()
                    .flatMap(List::stream)
                    .limit(1)
                    .flatMap(s -> s.addresses().stream().limit(1))
                    .findFirst();
            if (listed.isPresent()) {
                return listed.get();
            }
        }
        Reply reply = source.reply();
        return reply.siaddr().isAny() ? reply.serverIdentifier() : reply.siaddr();
    }

    private static String vendorClass(byte[] message) {
        Reply own = Reply.of(message, new InetSocketAddress(0));
        return own.option(60).map(v -> new String(v, StandardCharsets.US_ASCII)).orElse("");
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
