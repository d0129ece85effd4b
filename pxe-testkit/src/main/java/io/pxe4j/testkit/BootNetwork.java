package io.pxe4j.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Where a simulated client boots: the servers it reaches, which real port stands for which well-known one, and how
 * patient it is.
 *
 * <p>Meant for loopback, where servers have free ports and answer to the source port of a request:
 *
 * <pre>{@code
 * BootNetwork network = BootNetwork.builder()
 *         .dhcpServer(new InetSocketAddress("127.0.0.1", dhcpPort))
 *         .pxePort(pxePort)
 *         .tftpPort(tftpPort)
 *         .mac("52:54:00:00:00:01")
 *         .patience(0.05)
 *         .build();
 * }</pre>
 *
 * <p>Addresses in answers (siaddr, URLs) are used as they are; only the ports 67, 4011, 69 and 80 are mapped. A broadcast
 * goes to each server named here. For a real segment name {@code 255.255.255.255:67} and the client ports 68 and 4011.
 * Immutable.
 */
public final class BootNetwork {
    private final List<InetSocketAddress> dhcpServers;
    private final int pxePort;
    private final int tftpPort;
    private final int httpPort;
    private final InetSocketAddress clientAddress;
    private final int clientPxePort;
    private final byte[] mac;
    private final UUID uuid;
    private final double patience;
    private final Duration limit;
    private final Optional<Executor> executor;

    private BootNetwork(Builder b) {
        dhcpServers = List.copyOf(b.dhcpServers);
        pxePort = b.pxePort;
        tftpPort = b.tftpPort;
        httpPort = b.httpPort;
        InetAddress server = dhcpServers.get(0).getAddress();
        InetAddress local = b.clientAddress.orElseGet(() -> server.isLoopbackAddress() ? server : anyAddress());
        clientAddress = new InetSocketAddress(local, b.clientPort);
        clientPxePort = b.clientPxePort;
        mac = b.mac.clone();
        uuid = b.uuid;
        patience = b.patience;
        limit = b.limit;
        executor = b.executor;
    }

    /** A builder; {@link Builder#dhcpServer} must be called at least once. */
    public static Builder builder() {
        return new Builder();
    }

    List<InetSocketAddress> dhcpServers() {
        return dhcpServers;
    }

    int pxePort() {
        return pxePort;
    }

    int tftpPort() {
        return tftpPort;
    }

    int httpPort() {
        return httpPort;
    }

    InetSocketAddress clientAddress() {
        return clientAddress;
    }

    int clientPxePort() {
        return clientPxePort;
    }

    byte[] mac() {
        return mac.clone();
    }

    UUID uuid() {
        return uuid;
    }

    Duration limit() {
        return limit;
    }

    Optional<Executor> executor() {
        return executor;
    }

    /** Whether that port is one that stands for 67 here. */
    boolean isDhcpPort(int port) {
        return dhcpServers.stream().anyMatch(s -> s.getPort() == port);
    }

    /** A wait of the firmware in this network's time, at least 20 ms so that a loopback answer can arrive. */
    long waitNanos(double seconds) {
        return Math.max(20_000_000L, (long) (seconds * patience * 1e9));
    }

    /** A TFTP timer in this network's time; never below a quarter of a second, so that a slow machine sees no repeats. */
    double tftpSeconds(double seconds) {
        return Math.max(Math.min(seconds, 0.25), seconds * patience);
    }

    private static InetAddress anyAddress() {
        return new InetSocketAddress(0).getAddress();
    }

    /** Collects the settings of a {@link BootNetwork}. Not for use by several threads. */
    public static final class Builder {
        private final List<InetSocketAddress> dhcpServers = new ArrayList<>();
        private int pxePort = 4011;
        private int tftpPort = 69;
        private int httpPort = 80;
        private Optional<InetAddress> clientAddress = Optional.empty();
        private int clientPort;
        private int clientPxePort;
        private byte[] mac = parseMac("52:54:00:00:00:01");
        private UUID uuid = new UUID(0, 0);
        private double patience = 1;
        private Duration limit = Duration.ofSeconds(90);
        private Optional<Executor> executor = Optional.empty();

        private Builder() {}

        /**
         * A server that hears the client's broadcasts; its port stands for 67. Call it again for each further one, such as
         * the site's address server beside a ProxyDHCP server.
         */
        public Builder dhcpServer(InetSocketAddress server) {
            if (server.isUnresolved()) {
                throw new IllegalArgumentException("dhcpServer: " + server + " (expected: a resolved address)");
            }
            dhcpServers.add(server);
            return this;
        }

        /** The port that stands for 4011 on whatever address an offer names; 4011 by default. */
        public Builder pxePort(int port) {
            pxePort = port("pxePort", 1, port);
            return this;
        }

        /** The port that stands for 69; 69 by default. */
        public Builder tftpPort(int port) {
            tftpPort = port("tftpPort", 1, port);
            return this;
        }

        /** The port that stands for 80 in URLs without one; 80 by default. */
        public Builder httpPort(int port) {
            httpPort = port("httpPort", 1, port);
            return this;
        }

        /** The address the client's sockets bind; by default the first server's if that is loopback, else any. */
        public Builder clientAddress(InetAddress address) {
            clientAddress = Optional.of(address);
            return this;
        }

        /** The client's port in place of 68; 0 (default) takes a free one, which needs servers that answer the source. */
        public Builder clientPort(int port) {
            clientPort = port("clientPort", 0, port);
            return this;
        }

        /** The client's port in place of 4011; 0 (default) takes a free one. */
        public Builder clientPxePort(int port) {
            clientPxePort = port("clientPxePort", 0, port);
            return this;
        }

        /**
         * The client's Ethernet address; {@code 52:54:00:00:00:01} by default.
         *
         * @throws IllegalArgumentException unless {@code text} is six pairs of hexadecimal digits with colons between
         */
        public Builder mac(String text) {
            mac = parseMac(text);
            return this;
        }

        /** The machine's UUID in option 97; all zero by default, as QEMU's firmware sends. */
        public Builder uuid(UUID value) {
            uuid = value;
            return this;
        }

        /**
         * How long the client waits, as a factor: 1 (default) waits as the real one does (EDK2 collects offers for 4
         * seconds), 0.05 a twentieth of that. No wait for DHCP gets shorter than 20 ms, none for TFTP shorter than 250 ms.
         */
        public Builder patience(double factor) {
            if (!(factor > 0 && factor <= 100)) {
                throw new IllegalArgumentException("patience: " + factor + " (expected: > 0, at most 100)");
            }
            patience = factor;
            return this;
        }

        /** The longest a whole boot may take; 90 seconds by default. A boot that takes longer ends as not booted. */
        public Builder limit(Duration time) {
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("limit: " + time + " (expected: > 0)");
            }
            limit = time;
            return this;
        }

        /** Where boots run: each blocks one thread while it lasts. By default each gets a daemon thread of its own. */
        public Builder executor(Executor value) {
            executor = Optional.of(value);
            return this;
        }

        /**
         * The network.
         *
         * @throws IllegalStateException if no DHCP server was named
         */
        public BootNetwork build() {
            if (dhcpServers.isEmpty()) {
                throw new IllegalStateException("dhcpServer: none (expected: at least one)");
            }
            return new BootNetwork(this);
        }

        private static int port(String name, int from, int value) {
            if (value < from || value > 65535) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: " + from + "..65535)");
            }
            return value;
        }

        private static byte[] parseMac(String text) {
            if (!text.matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")) {
                throw new IllegalArgumentException("mac: " + text + " (expected: like 52:54:00:00:00:01)");
            }
            byte[] mac = new byte[6];
            for (int i = 0; i < 6; i++) {
                mac[i] = (byte) Integer.parseInt(text.substring(3 * i, 3 * i + 2), 16);
            }
            return mac;
        }
    }
}
