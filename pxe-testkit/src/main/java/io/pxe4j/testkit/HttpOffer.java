package io.pxe4j.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reply as EDK2's HTTP boot driver files it (HttpBootParseDhcp4Packet). */
record HttpOffer(Reply reply, Kind kind) {
    /** The classes, in EDK2's terms: who gives the address, whether the URI needs DNS, whether DNS servers came along. */
    enum Kind {
        IP_URI("DHCP with an IP URI"),
        IP_URI_DNS("DHCP with an IP URI and DNS"),
        NAME_URI("DHCP with a name URI, no DNS"),
        NAME_URI_DNS("DHCP with a name URI and DNS"),
        ONLY("DHCP only"),
        DNS("DHCP with DNS"),
        PROXY_IP_URI("proxy with an IP URI"),
        PROXY_NAME_URI("proxy with a name URI");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * What is chosen.
     *
     * @param address the offer to request
     * @param uri the offer that carries the URI; the same one unless a proxy's
     */
    record Selection(HttpOffer address, HttpOffer uri) {}

    static List<Rule> rules(Asked asked) {
        List<Rule> rules = new ArrayList<>(EdkRules.offer(asked));
        rules.add(Rule.of(
                "boot URI",
                r -> !isHttp(r) || r.bootFile().isPresent(),
                "it is of class HTTPClient and has no URI in option 67 or the file field"));
        rules.add(new Rule(
                "URI",
                r -> !isHttp(r) || uri(r).isPresent(),
                r -> "its boot file \"" + r.bootFile().orElse("") + "\" is no http or https URL"));
        rules.add(Rule.of(
                "of use",
                r -> isHttp(r) || !r.yiaddr().isAny(),
                "it brings no address and is not of class HTTPClient (option 60)"));
        return List.copyOf(rules);
    }

    static HttpOffer of(Reply reply) {
        boolean proxy = reply.yiaddr().isAny();
        boolean dns = reply.option(6).isPresent();
        if (!isHttp(reply)) {
            return new HttpOffer(reply, dns ? Kind.DNS : Kind.ONLY);
        }
        boolean byAddress = uri(reply).filter(HttpOffer::hasAddress).isPresent();
        if (proxy) {
            return new HttpOffer(reply, byAddress ? Kind.PROXY_IP_URI : Kind.PROXY_NAME_URI);
        }
        if (byAddress) {
            return new HttpOffer(reply, dns ? Kind.IP_URI_DNS : Kind.IP_URI);
        }
        return new HttpOffer(reply, dns ? Kind.NAME_URI_DNS : Kind.NAME_URI);
    }

    /** The order of HttpBootSelectDhcpOffer. */
    static Optional<Selection> select(List<HttpOffer> offers) {
        return pair(offers, Kind.IP_URI, Kind.IP_URI)
                .or(() -> pair(offers, Kind.IP_URI_DNS, Kind.IP_URI_DNS))
                .or(() -> pair(offers, Kind.NAME_URI_DNS, Kind.NAME_URI_DNS))
                .or(() -> pair(offers, Kind.ONLY, Kind.PROXY_IP_URI))
                .or(() -> pair(offers, Kind.DNS, Kind.PROXY_IP_URI))
                .or(() -> pair(offers, Kind.DNS, Kind.PROXY_NAME_URI))
                .or(() -> pair(offers, Kind.DNS, Kind.NAME_URI));
    }

    /** The URL of the boot file; checked by the rules before it is asked for. */
    URI uri() {
        return uri(reply).orElseThrow();
    }

    private static Optional<Selection> pair(List<HttpOffer> offers, Kind address, Kind uri) {
        return first(offers, address).flatMap(a -> first(offers, uri).map(u -> new Selection(a, u)));
    }

    private static Optional<HttpOffer> first(List<HttpOffer> offers, Kind kind) {
        return offers.stream().filter(o -> o.kind == kind).findFirst();
    }

    private static boolean isHttp(Reply reply) {
        return reply.hasVendorClass("HTTPClient");
    }

    private static Optional<URI> uri(Reply reply) {
        return reply.bootFile().flatMap(Uris::http);
    }

    private static boolean hasAddress(URI uri) {
        return uri.getHost().matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}
