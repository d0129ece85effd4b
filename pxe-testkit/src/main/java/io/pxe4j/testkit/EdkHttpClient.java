package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EDK2's HTTP boot driver (HttpBootDxe): a DHCP conversation that ends in a URL, taken from the OFFER. */
final class EdkHttpClient {
    private static final int[] WINDOWS = {4, 8, 16, 32};
    private static final int MOST_OFFERS = 16;

    private final EdkRequests requests;
    private final Stage stage;

    EdkHttpClient(Stage stage) {
        this.stage = stage;
        this.requests = EdkRequests.http(stage.identity());
    }

    BootTarget run() throws BootStopped {
        int xid = stage.nextXid();
        HttpOffer.Selection chosen = discover(xid);
        Reply offer = chosen.address().reply();
        Reply ack = offer.messageType() == 0 ? offer : request(xid, offer);
        Optional<String> unusable = EdkRules.unusable(offer);
        if (unusable.isPresent()) {
            byte[] decline = requests.decline(xid, offer.serverIdentifier(), offer.yiaddr(), unusable.get());
            stage.broadcast(decline, "DECLINE " + offer.yiaddr() + ": " + unusable.get());
            throw new BootStopped("the lease of " + offer.serverIdentifier() + " cannot be used: " + unusable.get());
        }
        Ip4 address = stage.bound(ack);
        return new BootTarget(chosen.uri().uri(), address, chosen.uri().reply().siaddr());
    }

    private HttpOffer.Selection discover(int xid) throws BootStopped {
        List<HttpOffer> offers = new ArrayList<>();
        int secs = 0;
        for (int window : WINDOWS) {
            byte[] message = requests.discover(xid, secs);
            List<Rule> rules = HttpOffer.rules(Asked.of(message));
            stage.broadcast(message, "DISCOVER HTTPClient:Arch:00016:UNDI:003000");
            long until = stage.nanos() + stage.network().waitNanos(window);
            while (true) {
                Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, rules);
                if (reply.isEmpty()) {
                    break;
                }
                if (offers.size() < MOST_OFFERS) {
                    offers.add(HttpOffer.of(reply.get()));
                }
            }
            Optional<HttpOffer.Selection> chosen = HttpOffer.select(offers);
            if (chosen.isPresent()) {
                HttpOffer.Selection s = chosen.get();
                stage.note("chooses " + s.address().kind().label()
                        + (s.address().equals(s.uri())
                                ? ""
                                : " with " + s.uri().kind().label()));
                return s;
            }
            secs += window;
        }
        throw new BootStopped(noOffer(offers) + stage.refused());
    }

    private static String noOffer(List<HttpOffer> offers) {
        if (offers.isEmpty()) {
            return "no offer received";
        }
        if (offers.stream().anyMatch(o -> o.kind() == HttpOffer.Kind.NAME_URI)) {
            return "the URI names its host and no DNS servers (option 6) came with it";
        }
        if (offers.stream()
                .allMatch(o -> o.kind() == HttpOffer.Kind.PROXY_IP_URI || o.kind() == HttpOffer.Kind.PROXY_NAME_URI)) {
            return "only proxies answered, and none gives an address";
        }
        return "no offer has the class HTTPClient (option 60) and a URI";
    }

    private Reply request(int xid, Reply offer) throws BootStopped {
        for (int window : WINDOWS) {
            byte[] message = requests.request(xid, 0, offer.serverIdentifier(), offer.yiaddr());
            stage.broadcast(message, "REQUEST " + offer.yiaddr() + " from " + offer.serverIdentifier());
            long until = stage.nanos() + stage.network().waitNanos(window);
            Optional<Reply> reply = stage.receive(Wire.Port.DHCP, until, EdkRules.ack(Asked.of(message), offer));
            if (reply.isEmpty()) {
                continue;
            }
            if (reply.get().messageType() == Reply.NAK) {
                throw new BootStopped("the DHCP server refused the address it had offered (NAK)");
            }
            if (!reply.get().yiaddr().equals(offer.yiaddr())) {
                throw new BootStopped("the ACK gives " + reply.get().yiaddr() + " and the OFFER " + offer.yiaddr());
            }
            return reply.get();
        }
        throw new BootStopped("the DHCP server " + offer.serverIdentifier() + " did not acknowledge the address it had "
                + "offered" + stage.refused());
    }
}
