package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootServer;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import io.pxe4j.ipxe.Initrd;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.testkit.BootNetwork;
import io.pxe4j.testkit.BootPlan;
import io.pxe4j.testkit.BootResult;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: simulated machines boot from a real boot server on loopback. */
@Command(
        name = "demo",
        description = "Boots four simulated machines from a boot server on loopback and shows every exchange.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footer = {"", "Needs no privileges and no network. Exit status: 0 all booted, 1 one did not."})
final class DemoCommand implements Callable<Integer> {
    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<BootResult> results = new ArrayList<>();
        try (DemoContent content = DemoContent.create();
                BootServer server = server(content)) {
            server.start().toCompletableFuture().get();
            introduce(server, out);
            // Loads classes: in a cold JVM the simulated ROM's shortened waits end before its first answer comes.
            boot(Firmware.intelPxe().thenIpxe(), server, 0);
            int number = 0;
            for (BootPlan plan : plans()) {
                number++;
                BootResult result = boot(plan, server, number);
                results.add(result);
                out.println();
                out.print(result.ladder());
                out.flush();
            }
        }
        out.println();
        out.print(DemoTable.of(results));
        out.flush();
        return results.stream().allMatch(BootResult::booted) ? 0 : 1;
    }

    private static BootResult boot(BootPlan plan, BootServer server, int number) throws Exception {
        return plan.boot(network(server, number)).toCompletableFuture().get();
    }

    private static BootServer server(DemoContent content) {
        return BootServer.builder()
                .onLoopback()
                .leasing(AddressPool.of("127.0.0.50-127.0.0.99"))
                .root(content.root())
                .bios(DemoContent.BIOS)
                .uefiX64(DemoContent.UEFI)
                .scripts(DemoCommand::script)
                .build();
    }

    private static IpxeScript script(BootClient client) {
        Initrd initrd = Initrd.of(DemoContent.INITRD);
        return IpxeScript.builder()
                .echo("Made for ", client.hardwareAddress().toString())
                .kernel(DemoContent.KERNEL)
                .initrd(initrd)
                .args("quiet")
                .propagate()
                .initrd(initrd)
                .propagate()
                .boot()
                .propagate()
                .build();
    }

    private static List<BootPlan> plans() {
        return List.of(
                Firmware.intelPxe().thenIpxe(),
                Firmware.edk2Pxe().thenIpxe(),
                Firmware.edk2Http().thenIpxe(),
                BootPlan.of(Firmware.ipxe(Platform.PCBIOS)));
    }

    private static BootNetwork network(BootServer server, int number) {
        return BootNetwork.builder()
                .dhcpServer(address(server, ServerPort.DHCP))
                .pxePort(address(server, ServerPort.PXE).getPort())
                .tftpPort(server.tftpAddresses().get(0).getPort())
                .mac(String.format("52:54:00:00:00:%02x", number))
                .patience(0.1)
                .build();
    }

    private static InetSocketAddress address(BootServer server, ServerPort port) {
        return server.dhcpEndpoints().stream()
                .filter(endpoint -> endpoint.port() == port)
                .map(DhcpEndpoint::socketAddress)
                .findFirst()
                .orElseThrow();
    }

    private static void introduce(BootServer server, PrintWriter out) {
        out.println(
                "A boot server on loopback, on free ports, and four simulated machines that boot from it (a first one, not shown,");
        out.println("warms up the JVM):");
        server.dhcpEndpoints().forEach(one -> out.println("  " + one.port() + " on UDP " + one));
        server.tftpAddresses().forEach(one -> out.println("  TFTP on UDP " + ServeCommand.text(one)));
        server.httpAddress().ifPresent(one -> out.println("  HTTP on TCP " + ServeCommand.text(one)));
        out.flush();
    }
}
