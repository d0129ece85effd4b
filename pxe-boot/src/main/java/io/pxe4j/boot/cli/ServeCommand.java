package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootServer;
import io.pxe4j.boot.BootStep;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    private BootFileOptions bootFiles;

    @Option(
            names = "--lease-store",
            paramLabel = "memory",
            defaultValue = "memory",
            description = "Where leases are kept. memory: a restart forgets them. Default: ${DEFAULT-VALUE}.")
    private String leaseStore = "";

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
        PrintWriter out = spec.commandLine().getOut();
        try (LinePrinter printer = new LinePrinter(out)) {
            BootServer server = builder()
                    .listener(step -> {
                        if (verbose || step.kind() != BootStep.Kind.DHCP_PASSED_BY) {
                            printer.print(step.toString());
                        }
                    })
                    .build();
            server.start().toCompletableFuture().get();
            sockets(server, printer);
            Foreground.run(() -> {
                server.close();
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
        set("--http-port", Integer.toString(httpPort), (b, value) -> b.httpPort(httpPort), builder);
        set("--tftp-port", Integer.toString(tftpPort), (b, value) -> b.tftpPort(tftpPort), builder);
        set("--dhcp-port", Integer.toString(dhcpPort), (b, value) -> b.dhcpPort(dhcpPort), builder);
        set("--pxe-port", Integer.toString(pxePort), (b, value) -> b.pxePort(pxePort), builder);
        builder.bootFiles(bootFiles.read());
        return builder;
    }

    private void addresses(BootServer.Builder builder) {
        if (!leaseStore.equals("memory")) {
            throw problem("--lease-store " + leaseStore + " cannot be used: give memory");
        }
        if (Arguments.mode(spec.commandLine(), mode) == Arguments.Mode.PROXY) {
            if (leasing.hasRange()) {
                throw problem("--range is for --mode dhcp, since in proxy mode another server hands out addresses");
            }
            builder.proxy();
            return;
        }
        if (!leasing.hasRange()) {
            throw problem(
                    "--mode dhcp needs the addresses to hand out: add --range, like" + " --range 10.0.0.50-10.0.0.99");
        }
        builder.leaseStore(InMemoryLeaseStore.create());
        List<AddressPool> pools = leasing.ranges();
        // Read once now, so that a bad value is told before anything starts.
        leasing.applyTo(DhcpLeasing.builder());
        builder.leasing(pools.get(0), leasing::applyTo);
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

    private ParameterException problem(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void sockets(BootServer server, LinePrinter printer) {
        for (DhcpEndpoint endpoint : server.dhcpEndpoints()) {
            String job = endpoint.port() == ServerPort.PXE
                    ? "PXE boot server"
                    : leasing.hasRange() ? "DHCP, leasing " + leasing.rangesText() : "ProxyDHCP";
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
