package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootServer;
import io.pxe4j.boot.BootStep;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import io.pxe4j.tftp.server.TftpServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: DHCP or ProxyDHCP, TFTP and HTTP on one interface. */
@Command(
        name = "serve",
        description = "Boots the machines of a network: answers DHCP, serves boot files by TFTP and HTTP.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "Prints one line per listening socket, then one line per boot step. Stops on SIGTERM or Ctrl-C.",
            "",
            "Beside the network's DHCP server:",
            "  pxe-boot serve --interface eth0 --mode proxy --root /srv/boot --bios undionly.kpxe \\",
            "    --uefi-x64 snponly.efi --ipxe boot.ipxe"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--interface",
            paramLabel = "IF",
            required = true,
            description = "The interface to serve, like eth0.")
    private String interfaceName = "";

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address of the interface for TFTP and HTTP. Default: its first.")
    private @Nullable String bind;

    @Option(
            names = "--mode",
            paramLabel = "proxy|dhcp",
            required = true,
            description = "proxy: another server hands out addresses. dhcp: this one does.")
    private String mode = "";

    @Mixin
    private LeasingOptions leasing;

    @Option(names = "--root", paramLabel = "DIR", description = "The directory that TFTP and HTTP serve.")
    private @Nullable Path root;

    @Option(names = "--hidden-files", description = "Serves names that start with a dot, too.")
    private boolean hiddenFiles;

    @Option(names = "--http-port", paramLabel = "N", defaultValue = "80", description = "Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(names = "--tftp-port", paramLabel = "N", defaultValue = "69", description = "Default: ${DEFAULT-VALUE}.")
    private int tftpPort;

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

    @Mixin
    private LeaseStoreOptions leaseStore;

    @Mixin
    private ProxyOptions proxying;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--tftp-mode",
            paramLabel = "MODE",
            defaultValue = PortModes.DEFAULT,
            description = PortModes.DESCRIPTION)
    private String tftpMode = "";

    @Mixin
    private TransferOptions transfers;

    @Mixin
    private TftpLimitOptions tftpLimits;

    @Option(
            names = "--known-clients-only",
            description =
                    "Serves TFTP only to clients whose addresses showed in DHCP packets since the start; others get"
                            + " error 2.")
    private boolean knownClientsOnly;

    @Mixin
    private BootFileOptions bootFiles;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also prints DHCP packets that are not from booting machines or not for this server.")
    private boolean verbose;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli makes the mixins
    private ServeCommand() {}

    @Override
    public Integer call() throws Exception {
        BootServer.Builder builder = builder();
        try (LinePrinter printer = new LinePrinter(spec.commandLine().getOut());
                OpenLeaseStore leases = leaseStore.open()) {
            BootServer server = builder.leaseStore(leases.store())
                    .listener(step -> {
                        if (verbose || step.kind() != BootStep.Kind.DHCP_PASSED_BY) {
                            printer.print(step.toString());
                        }
                    })
                    .build();
            server.start().toCompletableFuture().get();
            sockets(server, printer);
            leases.words().ifPresent(printer::print);
            Foreground.run(() -> {
                server.close();
                leases.close();
                printer.close();
            });
        }
        return 0;
    }

    private BootServer.Builder builder() {
        BootServer.Builder builder = BootServer.builder().onInterface(interfaceName);
        set("--bind", bind, (b, value) -> b.onAddress(Ip4.of(value)), builder);
        addresses(builder);
        if (root != null) {
            builder.root(root);
        }
        builder.hiddenFiles(hiddenFiles);
        set("--http-port", Integer.toString(httpPort), (b, value) -> b.httpPort(httpPort), builder);
        set("--tftp-port", Integer.toString(tftpPort), (b, value) -> b.tftpPort(tftpPort), builder);
        set("--dhcp-port", Integer.toString(dhcpPort), (b, value) -> b.dhcpPort(dhcpPort), builder);
        set("--pxe-port", Integer.toString(pxePort), (b, value) -> b.pxePort(pxePort), builder);
        builder.bootFiles(bootFiles.read());
        builder.tftpLimits(tftpLimits.read());
        tftpServer(TftpServer.builder());
        builder.tftpServer(this::tftpServer);
        if (knownClientsOnly) {
            builder.knownClientsOnly();
        }
        return builder;
    }

    private void tftpServer(TftpServer.Builder settings) {
        settings.mode(Arguments.read(spec.commandLine(), "--tftp-mode", tftpMode, PortModes::of));
        transfers.apply(settings);
    }

    private void addresses(BootServer.Builder builder) {
        leaseStore.check();
        builder.dhcpServer(limits::apply);
        Arguments.Mode chosen = Arguments.mode(spec.commandLine(), mode);
        leasing.check(chosen);
        leasing.checkValues();
        proxying.apply(ProxyDhcp.builder());
        builder.proxyDhcp(settings -> {
            settings.dnsServers(leasing.dnsServers().toArray(Ip4[]::new));
            proxying.apply(settings);
        });
        if (chosen == Arguments.Mode.PROXY) {
            builder.proxy();
            return;
        }
        Optional<AddressPool> only = leasing.onlyRange();
        if (only.isPresent()) {
            builder.leasing(only.get(), this::leasing);
        } else {
            builder.leasing(settings -> {
                leasing.applyAddresses(settings, () -> InterfaceNetworks.of(List.of(interfaceName), List.of()));
                leasing(settings);
            });
        }
    }

    private void leasing(DhcpLeasingBuilder settings) {
        leasing.apply(settings);
        proxying.apply(settings);
    }

    private void set(
            String option,
            @Nullable String value,
            BiConsumer<BootServer.Builder, String> setter,
            BootServer.Builder builder) {
        if (value != null) {
            Arguments.check(spec.commandLine(), option, value, text -> setter.accept(builder, text));
        }
    }

    private void sockets(BootServer server, LinePrinter printer) {
        for (DhcpEndpoint endpoint : server.dhcpEndpoints()) {
            String job = endpoint.port() == ServerPort.PXE
                    ? "PXE boot server"
                    : leasing.hasAddresses() ? "DHCP, leasing " + leasing.addressesText() : "ProxyDHCP";
            printer.print("listening on UDP " + endpoint + ": " + job);
        }
        for (InetSocketAddress address : server.tftpAddresses()) {
            printer.print("listening on UDP " + text(address) + ": TFTP" + from());
        }
        server.httpAddress()
                .ifPresent(address -> printer.print("listening on TCP " + text(address) + ": HTTP" + from()));
    }

    private String from() {
        return root == null ? "" : ", files of " + root;
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
