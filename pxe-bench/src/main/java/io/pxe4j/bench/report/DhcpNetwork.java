package io.pxe4j.bench.report;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Two network namespaces with a veth pair between them: {@code vs}, 10.88.0.1/16, for the server, and {@code vc}, 10.88.0.2/16, for
 * {@code perfdhcp}, which speaks as a relay. Gone when closed.
 */
final class DhcpNetwork implements AutoCloseable {
    static final String SERVER = "10.88.0.1";
    static final String SERVER_INTERFACE = "vs";
    static final String CLIENT_INTERFACE = "vc";
    static final String RANGE = "10.88.1.0-10.88.250.255";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String server;
    private final String client;
    private final Thread onExit = new Thread(this::remove, "removes network namespaces");

    private DhcpNetwork(String name) {
        this.server = name + "-s";
        this.client = name + "-c";
    }

    /** Makes both. */
    static DhcpNetwork create() throws IOException, InterruptedException {
        DhcpNetwork network = new DhcpNetwork("pxe4j-" + ProcessHandle.current().pid());
        network.remove();
        Runtime.getRuntime().addShutdownHook(network.onExit);
        try {
            String script = String.join(
                    " && ",
                    "ip netns add " + network.server,
                    "ip netns add " + network.client,
                    "ip link add vs netns " + network.server + " type veth peer name vc netns " + network.client,
                    "ip -n " + network.server + " addr add 10.88.0.1/16 dev vs",
                    "ip -n " + network.server + " link set vs up",
                    "ip -n " + network.server + " link set lo up",
                    "ip -n " + network.client + " addr add 10.88.0.2/16 dev vc",
                    "ip -n " + network.client + " link set vc up",
                    "ip -n " + network.client + " link set lo up");
            Commands.Outcome made = Commands.run(List.of("sh", "-c", script), LIMIT);
            if (made.status() != 0) {
                throw new ServerFailed("no network namespaces can be made here: "
                        + made.output().strip());
            }
            return network;
        } catch (IOException | InterruptedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** What stands before a server's command. */
    List<String> forServer() {
        return List.of("ip", "netns", "exec", server);
    }

    /** What stands before a client's command. */
    List<String> forClient() {
        return List.of("ip", "netns", "exec", client);
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Java ends, and the hook is what removes them.
            return;
        }
    }

    private void remove() {
        try {
            Commands.run(
                    List.of(
                            "sh",
                            "-c",
                            "ip netns del " + server + " 2>/dev/null; ip netns del " + client + " 2>/dev/null"),
                    LIMIT);
        } catch (IOException e) {
            System.err.println("left behind: network namespaces " + server + " and " + client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
