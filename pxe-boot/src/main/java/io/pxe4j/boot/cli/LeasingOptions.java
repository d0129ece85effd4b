package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How addresses are handed out, as several commands take it. */
final class LeasingOptions {
    @Option(
            names = "--range",
            paramLabel = "A-B",
            description = "The addresses to hand out, like 10.0.0.50-10.0.0.99. May be repeated.")
    private List<String> ranges = List.of();

    @Option(
            names = "--reserve",
            paramLabel = "MAC=IP",
            description = "Keeps an address for one client, in a range or beside it. May be repeated.")
    private List<String> reservations = List.of();

    @Option(names = "--router", paramLabel = "IP[,IP]", description = "The routers that clients are told.")
    private List<String> routers = List.of();

    @Option(names = "--dns", paramLabel = "IP[,IP]", description = "The DNS servers that clients are told.")
    private List<String> dnsServers = List.of();

    @Option(names = "--domain", paramLabel = "NAME", description = "The DNS domain that clients are told.")
    private @Nullable String domain;

    @Option(
            names = "--option",
            paramLabel = "CODE=VALUE",
            description = "Any other DHCP option: a number, addresses, text, or octets as 0x...; like 42=10.0.0.1."
                    + " May be repeated.")
    private List<String> options = List.of();

    @Option(
            names = "--lease-time",
            paramLabel = "TIME",
            description = "How long a lease lasts, like 3600, 10m, 12h or 7d. Default: 1h.")
    private @Nullable String leaseTime;

    @Option(
            names = "--authoritative",
            description =
                    "This is the only DHCP server: clients with addresses unknown to it are refused, not ignored.")
    private boolean authoritative;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LeasingOptions() {}

    /** Whether there is a range to hand out. */
    boolean hasRange() {
        return !ranges.isEmpty();
    }

    /** The ranges as they were given. */
    String rangesText() {
        return String.join(", ", ranges);
    }

    List<AddressPool> ranges() {
        return Arguments.readAll(command(), "--range", ranges, AddressPool::of);
    }

    /** Hands everything but the ranges to a builder. */
    void applyTo(DhcpLeasingBuilder builder) {
        CommandLine command = command();
        reservations.forEach(text -> Arguments.check(command, "--reserve", text, one -> reserve(builder, one)));
        List<Ip4> routerAddresses = Arguments.readAll(command, "--router", routers, Ip4::of);
        if (!routerAddresses.isEmpty()) {
            builder.routers(routerAddresses.toArray(Ip4[]::new));
        }
        List<Ip4> dnsAddresses = dnsServers();
        if (!dnsAddresses.isEmpty()) {
            builder.dnsServers(dnsAddresses.toArray(Ip4[]::new));
        }
        if (domain != null) {
            Arguments.check(command, "--domain", domain, name -> builder.option(DhcpOption.DOMAIN_NAME, name));
        }
        options.forEach(text -> Arguments.check(command, "--option", text, one -> option(builder, one)));
        if (leaseTime != null) {
            Arguments.check(command, "--lease-time", leaseTime, text -> builder.leaseTime(Durations.of(text)));
        }
        builder.authoritative(authoritative);
    }

    List<Ip4> dnsServers() {
        return Arguments.readAll(command(), "--dns", dnsServers, Ip4::of);
    }

    private CommandLine command() {
        return spec.commandLine();
    }

    private static void reserve(DhcpLeasingBuilder builder, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("reserve: " + text + " (expected: like 52:54:00:00:00:01=10.0.0.9)");
        }
        builder.reserve(HardwareAddress.of(text.substring(0, equals)), Ip4.of(text.substring(equals + 1)));
    }

    private static void option(DhcpLeasingBuilder builder, String text) {
        OptionValue value = OptionValue.of(text);
        builder.option(DhcpOption.bytes(value.code()), value.octets());
    }
}
