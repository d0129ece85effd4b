package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootFiles;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import io.pxe4j.dhcp.server.DhcpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dhcp}: DHCP or ProxyDHCP alone. */
@Command(
        name = "dhcp",
        description = "Answers DHCP alone: hands out addresses, or boot files beside another DHCP server.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "Prints one line per listening socket and then nothing: -v prints a line per exchange, SIGUSR1 the counters,",
            "as does the end. Stops on SIGTERM or Ctrl-C.",
            "",
            "Exit status: 0 stopped, 2 a problem (one sentence on standard error says what to do), 143 stopped by",
            "SIGTERM.",
            "",
            "  pxe-boot dhcp --interface eth0 --mode dhcp --range 10.0.0.50-10.0.0.99 --router 10.0.0.1 \\",
            "    --lease-store jdbc:sqlite:/var/lib/pxe-boot/leases.db",
            "  pxe-boot dhcp --interface eth0 --mode proxy --next-server 10.0.0.2 --bios undionly.kpxe"
        })
final class DhcpCommand implements Callable<Integer> {
    @Option(
            names = "--interface",
            paramLabel = "IF",
            description = "The interface to serve, like eth0. May be repeated.")
    private List<String> interfaces = List.of();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "An address of this machine to serve instead: for relays, since on Linux it hears no"
                    + " broadcasts. May be repeated.")
    private List<String> binds = List.of();

    @Option(
            names = "--mode",
            paramLabel = "proxy|dhcp",
            required = true,
            description = "proxy: another server hands out addresses. dhcp: this one does.")
    private String mode = "";

    @Mixin
    private LeasingOptions leasing;

    @Mixin
    private LeaseStoreOptions leaseStore;

    @Mixin
    private ProxyOptions proxying;

    @Mixin
    private LimitOptions limits;

    @Mixin
    private BootFileOptions bootFiles;

    @Option(
            names = "--next-server",
            paramLabel = "IP",
            description = "The TFTP server that clients are sent to. Default: this machine.")
    private @Nullable String nextServer;

    @Option(
            names = "--dhcp-port",
            paramLabel = "N",
            defaultValue = "67",
            hidden = true,
            description = "For tests: real clients know no other than 67.")
    private int dhcpPort;

    @Option(
            names = "--pxe-port",
            paramLabel = "N",
            defaultValue = "4011",
            hidden = true,
            description = "For tests: real clients know no other than 4011.")
    private int pxePort;

    @Option(
            names = "--reply-to-source",
            hidden = true,
            description = "For tests: answers go to where requests come from, whatever the protocol says.")
    private boolean replyToSource;

    @Option(
            names = "--rehearsal",
            paramLabel = "TIME",
            defaultValue = "3s",
            description =
                    "How long the server plays with itself on loopback once it listens, up to 1m, so that Java has"
                            + " compiled it before the first storm. Default: ${DEFAULT-VALUE}; 0: not at all.")
    private String rehearsal = "";

    @Option(
            names = {"-v", "--verbose"},
            description = "Prints a line for each exchange.")
    private boolean verbose;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli makes the mixins
    private DhcpCommand() {}

    @Override
    public Integer call() throws Exception {
        try (LinePrinter printer = new LinePrinter(spec.commandLine().getOut());
                OpenLeaseStore leases = checked().open()) {
            DhcpServer.Builder builder = builder(leases);
            if (verbose) {
                builder.listener(new ExchangeLines(printer));
            }
            DhcpServer server = builder.build();
            start(server);
            UserSignal.onUser1(() -> printer.print(CountersLine.of(server.counters())));
            Rehearsal playing = rehearse();
            Foreground.run(() -> announce(server, leases, printer), () -> {
                playing.close();
                server.close();
                leases.close();
                printer.print(CountersLine.of(server.counters()));
                printer.close();
            });
        }
        return 0;
    }

    private static void start(DhcpServer server) throws Exception {
        try {
            server.start().toCompletableFuture().get();
        } catch (ExecutionException e) {
            // The engine is made when the server starts.
            if (e.getCause() instanceof IllegalStateException || e.getCause() instanceof IllegalArgumentException) {
                throw Problems.contradiction((RuntimeException) e.getCause());
            }
            throw e;
        }
    }

    private void announce(DhcpServer server, OpenLeaseStore leases, LinePrinter printer) {
        leases.words().ifPresent(printer::print);
        for (DhcpEndpoint endpoint : server.localAddresses()) {
            printer.print("listening on UDP " + endpoint + ": " + job(endpoint));
        }
    }

    /** Checks what can be checked before a database is opened. */
    private LeaseStoreOptions checked() {
        Arguments.Mode chosen = Arguments.mode(spec.commandLine(), mode);
        if (interfaces.isEmpty() && binds.isEmpty()) {
            throw problem("There is nothing to serve: add --interface, like --interface eth0");
        }
        leasing.check(chosen);
        leasing.checkValues();
        rehearsalTime();
        if (chosen == Arguments.Mode.PROXY && bootFiles.read().isEmpty()) {
            throw problem("--mode proxy has nothing to offer: add boot files, like --bios undionly.kpxe");
        }
        return leaseStore;
    }

    private DhcpServer.Builder builder(OpenLeaseStore leases) {
        CommandLine command = spec.commandLine();
        DhcpServer.Builder builder = DhcpServer.builder();
        interfaces.forEach(builder::onInterface);
        addresses().forEach(builder::onAddress);
        Arguments.check(command, "--dhcp-port", Integer.toString(dhcpPort), port -> builder.dhcpPort(dhcpPort));
        Arguments.check(command, "--pxe-port", Integer.toString(pxePort), port -> builder.pxePort(pxePort));
        builder.replyToSource(replyToSource);
        limits.apply(builder);
        BootFiles files = bootFiles.read();
        return leasing.hasAddresses() ? leasing(builder, leases, files) : builder.engine(proxyEngine(files));
    }

    private Rehearsal rehearse() {
        BootFiles files = bootFiles.read();
        return Rehearsal.start(
                leaseStore::rehearsal,
                leasing.hasAddresses() ? store -> rehearsedLeasing(store, files) : store -> proxyEngine(files),
                rehearsalTime());
    }

    private Function<EngineContext, DhcpEngine> rehearsedLeasing(LeaseStore store, BootFiles files) {
        DhcpLeasingBuilder settings = DhcpLeasing.builder().store(store).pool(AddressPool.of(Rehearsal.RANGE));
        return files.isEmpty() ? settings::build : settings.policy(policy(files))::build;
    }

    private Duration rehearsalTime() {
        Duration time = Arguments.read(spec.commandLine(), "--rehearsal", rehearsal, Durations::of);
        if (time.compareTo(Duration.ofMinutes(1)) > 0) {
            throw problem("--rehearsal " + rehearsal + " cannot be used: give a time up to 1m");
        }
        return time;
    }

    private List<Ip4> addresses() {
        return Arguments.readAll(spec.commandLine(), "--bind", binds, Ip4::of);
    }

    private Function<EngineContext, DhcpEngine> proxyEngine(BootFiles files) {
        ProxyDhcpBuilder settings = ProxyDhcp.builder()
                .policy(policy(files))
                .dnsServers(leasing.dnsServers().toArray(Ip4[]::new));
        proxying.apply(settings);
        return settings::build;
    }

    private DhcpServer.Builder leasing(DhcpServer.Builder builder, OpenLeaseStore leases, BootFiles files) {
        DhcpLeasingBuilder settings = DhcpLeasing.builder().store(leases.store());
        leasing.applyAddresses(settings, () -> InterfaceNetworks.of(interfaces, addresses()));
        leasing.apply(settings);
        proxying.apply(settings);
        if (files.isEmpty()) {
            // Nobody is sent to port 4011 without a boot file.
            return builder.withoutPxePort().engine(settings::build);
        }
        settings.policy(policy(files));
        Function<EngineContext, DhcpEngine> proxy = proxyEngine(files);
        return builder.engine(context -> DhcpEngine.byPort(settings.build(context), proxy.apply(context)));
    }

    private BootPolicy policy(BootFiles files) {
        return nextServer == null ? files.policy() : files.policy(Arguments.nextServer(spec.commandLine(), nextServer));
    }

    private String job(DhcpEndpoint endpoint) {
        if (endpoint.port() == ServerPort.PXE) {
            return "PXE boot server";
        }
        return leasing.hasAddresses() ? "DHCP, leasing " + leasing.addressesText() : "ProxyDHCP";
    }

    private ParameterException problem(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
