package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.Subnet;
import java.util.ArrayList;
import java.util.List;

/**
 * A subnet as it is written on the command line: {@code 10.1.0.0/24,range=10.1.0.50-10.1.0.99,router=10.1.0.1}. Each setting may be
 * repeated.
 *
 * @param subnet what it says
 * @param shared the name of the shared network that it is part of, empty if it stands alone
 */
record SubnetText(Subnet subnet, String shared) {
    private static final String KEYS =
            "range=A-B, router=IP, dns=IP, domain=NAME, lease-time=TIME, relay=IP, option=CODE:VALUE, name=NAME or shared=NAME";

    static SubnetText of(String text) {
        List<String> parts = List.of(text.split(",", -1));
        Subnet.Builder builder = Subnet.builder(parts.get(0).strip());
        List<Ip4> routers = new ArrayList<>();
        List<Ip4> dnsServers = new ArrayList<>();
        String shared = "";
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(equals, 0)).strip();
            String value = part.substring(equals + 1).strip();
            switch (key) {
                case "range" -> builder.pool(value);
                case "router" -> routers.add(Ip4.of(value));
                case "dns" -> dnsServers.add(Ip4.of(value));
                case "domain" -> builder.domainName(value);
                case "lease-time" -> builder.leaseTime(Durations.of(value));
                case "relay" -> builder.relays(Ip4.of(value));
                case "option" -> option(builder, value);
                case "name" -> builder.name(value);
                case "shared" -> shared = value;
                default -> throw new IllegalArgumentException("subnet: " + part + " (expected: " + KEYS + ")");
            }
        }
        if (!routers.isEmpty()) {
            builder.routers(routers.toArray(Ip4[]::new));
        }
        if (!dnsServers.isEmpty()) {
            builder.dnsServers(dnsServers.toArray(Ip4[]::new));
        }
        return new SubnetText(builder.build(), shared);
    }

    /** With a colon, as the other sign is taken; several addresses cannot be given, since a comma ends the setting. */
    private static void option(Subnet.Builder builder, String text) {
        OptionValue value = OptionValue.of(text.replaceFirst(":", "="));
        builder.option(DhcpOption.bytes(value.code()), value.octets());
    }
}
