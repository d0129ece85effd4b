package io.pxe4j.boot.clients;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientAnswer;
import io.pxe4j.dhcp.engine.ClientLease;
import io.pxe4j.dhcp.engine.ClientListener;
import io.pxe4j.dhcp.engine.ClientRefusal;
import io.pxe4j.dhcp.server.DhcpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Our own {@link DhcpClient} as a program: gets a lease, gives the address to the interface, and does what standard input says. */
final class OwnClient implements ClientListener {
    private OwnClient() {}

    /** Arguments: interface. */
    public static void main(String[] args) throws Exception {
        HardwareAddress mac = HardwareAddress.of(
                HardwareAddress.ETHERNET, NetworkInterface.getByName(args[0]).getHardwareAddress());
        try (DhcpClient client = DhcpClient.builder()
                        .hardwareAddress(mac)
                        .onInterface(args[0])
                        .listener(new OwnClient())
                        .build();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            configure(args[0], join(client.acquire()));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                switch (command) {
                    case "renew" -> join(client.renew());
                    case "release" -> join(client.release());
                    default -> throw new IllegalArgumentException(command);
                }
            }
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void configure(String interfaceName, ClientLease lease) throws IOException, InterruptedException {
        ip("address", "replace", lease.address() + "/" + lease.subnetMask().orElseThrow(), "dev", interfaceName);
        for (Ip4 router : lease.routers()) {
            ip("route", "replace", "default", "via", router.toString());
        }
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    @Override
    public void taken(ClientAnswer answer) {
        DhcpPacket packet = answer.packet();
        System.out.println(
                "taken " + packet + (packet.has(DhcpOption.RELAY_AGENT_INFORMATION) ? " WITH 82" : " without 82"));
    }

    @Override
    public void refused(ClientRefusal why, Ip4 source, int sourcePort) {
        System.out.println("refused: " + why + " from " + source + ":" + sourcePort);
    }
}
