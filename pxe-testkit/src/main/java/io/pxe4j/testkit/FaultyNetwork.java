package io.pxe4j.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A bad network between UDP clients and a server: loses, repeats, delays and reorders datagrams, in both directions.
 *
 * <pre>{@code
 * try (FaultyNetwork network = FaultyNetwork.to(server).seed(7).faults(NetworkFaults.NONE.withLoss(0.05)).open()) {
 *     client.get(network.address(), "vmlinuz");
 * }
 * }</pre>
 *
 * <p>Clients talk to {@link #address} in place of the server. The network is transparent to TFTP's transfer IDs: each client has a socket of its
 * own towards the server, and each port that the server answers a client from is shown to that client as a port of its own, where its
 * answers are taken and given to that port of the server.
 *
 * <p>One thread relays, and ends with {@link #close}. The seed decides what happens to the n-th datagram of a direction; which datagram that
 * is depends on the clock, as in any network. All methods may be called from any thread.
 */
public final class FaultyNetwork implements AutoCloseable {
    private final FaultyRelay relay;
    private final Thread thread;

    private FaultyNetwork(FaultyRelay relay) {
        this.relay = relay;
        this.thread = new Thread(relay, "pxe4j-faulty-network");
        thread.setDaemon(true);
        thread.start();
    }

    /** A network that leads to that server. */
    public static Builder to(InetSocketAddress server) {
        return new Builder(server);
    }

    /** Where clients find the server. */
    public InetSocketAddress address() {
        return relay.address();
    }

    /** What the clients have sent. */
    public NetworkTraffic toServer() {
        return relay.toServer().traffic();
    }

    /** What the server has sent. */
    public NetworkTraffic toClients() {
        return relay.toClients().traffic();
    }

    /** Stops relaying; what is under way is lost. */
    @Override
    public void close() {
        relay.stop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects the settings of a {@link FaultyNetwork}. */
    public static final class Builder {
        private final InetSocketAddress server;
        private InetSocketAddress address;
        private long seed;
        private NetworkFaults toServer = NetworkFaults.NONE;
        private NetworkFaults toClients = NetworkFaults.NONE;

        private Builder(InetSocketAddress server) {
            if (server.isUnresolved()) {
                throw new IllegalArgumentException("server: " + server + " (expected: a resolved address)");
            }
            this.server = server;
            InetAddress same = server.getAddress();
            this.address = new InetSocketAddress(same.isLoopbackAddress() ? same : InetAddress.getLoopbackAddress(), 0);
        }

        /** Where clients find the server; a free port of the loopback address by default. */
        public Builder bind(InetSocketAddress local) {
            this.address = local;
            return this;
        }

        /** What chance starts from; 0 by default. */
        public Builder seed(long start) {
            this.seed = start;
            return this;
        }

        /** What happens in both directions; nothing by default. */
        public Builder faults(NetworkFaults both) {
            return faultsToServer(both).faultsToClients(both);
        }

        /** What happens to the datagrams of clients. */
        public Builder faultsToServer(NetworkFaults faults) {
            this.toServer = faults;
            return this;
        }

        /** What happens to the datagrams of the server. */
        public Builder faultsToClients(NetworkFaults faults) {
            this.toClients = faults;
            return this;
        }

        /**
         * Opens the network.
         *
         * @throws IOException if the address cannot be bound
         */
        public FaultyNetwork open() throws IOException {
            return new FaultyNetwork(FaultyRelay.open(
                    server, address, new FaultyDirection(toServer, seed), new FaultyDirection(toClients, ~seed)));
        }
    }
}
