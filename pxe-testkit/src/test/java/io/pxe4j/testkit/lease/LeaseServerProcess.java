package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.pxe4j.dhcp.server.DhcpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;

/** A DHCP server in a process of its own, which a test can kill. */
final class LeaseServerProcess implements AutoCloseable {
    static final String POOL = "127.1.0.1-127.1.3.254";

    private final Process process;
    private final int port;

    private LeaseServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static LeaseServerProcess start(Path file) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaseServerProcess.class.getName(),
                        "jdbc:sqlite:" + file))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // the scanner ends with the process, if that cannot start
        return new LeaseServerProcess(process, new Scanner(process.getInputStream()).nextInt());
    }

    int port() {
        return port;
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        JdbcLeaseStore store = JdbcLeaseStore.builder(arguments[0]).open();
        DhcpServer server = DhcpServer.builder()
                .onAddress(Ip4.of("127.0.0.1"))
                .dhcpPort(0)
                .withoutPxePort()
                .replyToSource(true)
                .limits(RequestLimits.NONE)
                .engine(DhcpLeasing.builder()
                        .network(Ip4.of("127.0.0.0"), 8)
                        .pool(AddressPool.of(POOL))
                        .leaseTime(Duration.ofHours(1))
                        .store(store)::build)
                .build();
        System.out.println(server.start()
                .toCompletableFuture()
                .join()
                .localAddresses()
                .get(0)
                .socketAddress()
                .getPort());
        // the threads of a server keep no process alive; ends with the test too
        while (System.in.read() >= 0) {}
    }
}
