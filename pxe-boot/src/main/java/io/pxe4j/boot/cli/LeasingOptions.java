package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.LoadBalancing;
import io.pxe4j.dhcp.engine.SharedNetwork;
import io.pxe4j.dhcp.engine.Subnet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How addresses are handed out, as several commands take it. */
final class LeasingOptions {
    @Option(
            names = "--range",
            paramLabel = "A-B",
            description =
                    "The addresses to hand out in the interface's network, like 10.0.0.50-10.0.0.99. May be repeated.")
    private List<String> ranges = List.of();

    @Option(
            names = "--subnet",
            paramLabel = "NET,...",
            description = "A network behind a relay, or one more on the link: 10.1.0.0/24,range=A-B,router=IP. Further"
                    + " settings: dns=IP, domain=NAME, lease-time=TIME, relay=IP, option=CODE:VALUE, name=NAME,"
                    + " shared=NAME (subnets of that name lie on one link). May be repeated.")
    private List<String> subnets = List.of();

    @Option(
            names = "--reserve",
            paramLabel = "CLIENT=IP",
            description = "Keeps an address for one client, in a range or beside it: by MAC, or as id:HEX=IP,"
                    + " uuid:UUID=IP, circuit:TEXT=IP (option 82.1). May be repeated.")
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
            names = "--boot-lease-time",
            paramLabel = "TIME",
            description = "How long the lease of a machine lasts that is booting, like 10m. Default: as all others.")
    private @Nullable String bootLeaseTime;

    @Option(
            names = "--lease-cache",
            paramLabel = "SHARE",
            description = "Up to which share of a lease a client that asks again is told its old end, which spares the"
                    + " store a write: 0 to 0.5. Default: 0.")
    private @Nullable String leaseCache;

    @Option(
            names = "--client-id",
            description =
                    "Tells clients apart by their client identifier (option 61), not by their MAC. The stages of a"
                            + " boot send different ones.")
    private boolean byClientId;

    @Option(
            names = "--authoritative",
            description =
                    "This is the only DHCP server: clients with addresses unknown to it are refused, not ignored.")
    private boolean authoritative;

    @Option(names = "--rapid-commit", description = "Leases by two packets to clients that ask for it (RFC 4039).")
    private boolean rapidCommit;

    @Option(
            names = "--load-balance",
            paramLabel = "A-B",
            description = "Shares the clients with other servers: answers only those of the buckets A to B of 0 to 255"
                    + " (RFC 3074).")
    private @Nullable String buckets;

    @Option(
            names = "--server-id",
            paramLabel = "IP",
            description = "The address by which clients know this server (option 54). Default: the interface's.")
    private @Nullable String serverId;

    @Option(
            names = "--trust-switches",
            description = "Counts option 82 in packets that came through no relay, as switches insert it.")
    private boolean trustSwitches;

    @Option(
            names = "--subnet-selection",
            description = "Lets clients say in which subnet they want an address (option 118, RFC 3011).")
    private boolean subnetSelection;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LeasingOptions() {}

    /** Whether there are addresses to hand out. */
    boolean hasAddresses() {
        return !ranges.isEmpty() || !subnets.isEmpty();
    }

    /** Whether addresses are kept for some clients. */
    boolean hasReservations() {
        return !reservations.isEmpty();
    }

    /** Checks that there are addresses to hand out if this server does that, and none if it does not. */
    void check(Arguments.Mode mode) {
        if (mode == Arguments.Mode.PROXY && hasAddresses()) {
            throw new ParameterException(
                    command(),
                    (ranges.isEmpty() ? "--subnet" : "--range")
                            + " is for --mode dhcp, since in proxy mode another server hands out addresses");
        }
        if (mode == Arguments.Mode.DHCP && !hasAddresses()) {
            throw new ParameterException(
                    command(),
                    "--mode dhcp needs the addresses to hand out: add --range, like --range 10.0.0.50-10.0.0.99");
        }
    }

    List<AddressPool> ranges() {
        return Arguments.readAll(command(), "--range", ranges, AddressPool::of);
    }

    /** The one range of the interface's network, whichever that is; empty if the networks have to be known. */
    Optional<AddressPool> onlyRange() {
        return ranges.size() == 1 && subnets.isEmpty() ? Optional.of(ranges().get(0)) : Optional.empty();
    }

    /** The ranges and subnets as they were given. */
    String addressesText() {
        return String.join(", ", ranges.isEmpty() ? subnets : ranges);
    }

    List<Ip4> dnsServers() {
        return Arguments.readAll(command(), "--dns", dnsServers, Ip4::of);
    }

    /** Reads everything that needs no network, so that a bad value is told before anything starts. */
    void checkValues() {
        apply(DhcpLeasing.builder());
        ranges();
        subnetTexts();
    }

    /**
     * Hands the addresses to a builder.
     *
     * @param networks those of this machine's interfaces; asked for only if there are several ranges or subnets
     */
    void applyAddresses(DhcpLeasingBuilder builder, Supplier<List<Ip4Network>> networks) {
        Optional<AddressPool> only = onlyRange();
        if (only.isPresent()) {
            builder.pool(only.get());
            return;
        }
        List<SubnetText> texts = subnetTexts();
        Map<Ip4Network, Subnet.Builder> own = new LinkedHashMap<>();
        for (AddressPool range : ranges()) {
            Ip4Network home = networks.get().stream()
                    .filter(network -> network.contains(range.first()) && network.contains(range.last()))
                    .findFirst()
                    .orElseThrow(() -> new BootException("The range " + range
                            + " lies in no network of the interface: choose addresses of that network, or name the"
                            + " network with --subnet."));
            own.computeIfAbsent(home, Subnet::builder).pool(range);
        }
        own.values().forEach(subnet -> builder.subnet(subnet.build()));
        Map<String, SharedNetwork.Builder> shared = new LinkedHashMap<>();
        for (SubnetText text : texts) {
            if (text.shared().isEmpty()) {
                builder.subnet(text.subnet());
            } else {
                shared.computeIfAbsent(text.shared(), SharedNetwork::builder).subnets(text.subnet());
            }
        }
        shared.values().forEach(network -> builder.sharedNetwork(network.build()));
    }

    private List<SubnetText> subnetTexts() {
        return subnets.stream()
                .map(text -> Arguments.read(command(), "--subnet", text, SubnetText::of))
                .toList();
    }

    /** Hands everything but the addresses to a builder. */
    void apply(DhcpLeasingBuilder builder) {
        CommandLine command = command();
        reservations.forEach(
                text -> Arguments.check(command, "--reserve", text, one -> builder.host(Reservation.of(one))));
        List<Ip4> routerAddresses = Arguments.readAll(command, "--router", routers, Ip4::of);
        if (!routerAddresses.isEmpty()) {
            builder.routers(routerAddresses.toArray(Ip4[]::new));
        }
        List<Ip4> dnsAddresses = dnsServers();
        if (!dnsAddresses.isEmpty()) {
            builder.dnsServers(dnsAddresses.toArray(Ip4[]::new));
        }
        set("--domain", domain, builder::domainName);
        options.forEach(text -> Arguments.check(command, "--option", text, one -> option(builder, one)));
        set("--lease-time", leaseTime, text -> builder.leaseTime(Durations.of(text)));
        set("--boot-lease-time", bootLeaseTime, text -> builder.bootLeaseTime(Durations.of(text)));
        set("--lease-cache", leaseCache, text -> builder.leaseCaching(share(text)));
        if (byClientId) {
            builder.clientKey(ClientKey::byClientIdentifier);
        }
        set("--load-balance", buckets, text -> builder.loadBalancing(buckets(text)));
        set("--server-id", serverId, text -> builder.serverIdentifier(Ip4.of(text)));
        builder.authoritative(authoritative)
                .rapidCommit(rapidCommit)
                .trustSwitches(trustSwitches)
                .subnetSelection(subnetSelection);
    }

    private void set(String option, @Nullable String value, Consumer<String> setter) {
        if (value != null) {
            Arguments.check(command(), option, value, setter);
        }
    }

    private static double share(String text) {
        if (!text.matches("0(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("share: " + text + " (expected: 0 to 0.5)");
        }
        return Double.parseDouble(text);
    }

    private static LoadBalancing buckets(String text) {
        if (!text.matches("\\d{1,3}-\\d{1,3}")) {
            throw new IllegalArgumentException("buckets: " + text + " (expected: like 0-127)");
        }
        int dash = text.indexOf('-');
        return LoadBalancing.of(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    private static void option(DhcpLeasingBuilder builder, String text) {
        OptionValue value = OptionValue.of(text);
        builder.option(DhcpOption.bytes(value.code()), value.octets());
    }

    private CommandLine command() {
        return spec.commandLine();
    }
}
