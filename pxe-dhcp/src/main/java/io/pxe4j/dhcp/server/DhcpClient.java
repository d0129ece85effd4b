package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.engine.ClientAnswer;
import io.pxe4j.dhcp.engine.ClientChoice;
import io.pxe4j.dhcp.engine.ClientException;
import io.pxe4j.dhcp.engine.ClientFailure;
import io.pxe4j.dhcp.engine.ClientIdentity;
import io.pxe4j.dhcp.engine.ClientLease;
import io.pxe4j.dhcp.engine.ClientListener;
import io.pxe4j.dhcp.engine.ClientMachine;
import io.pxe4j.dhcp.engine.ClientOffers;
import io.pxe4j.dhcp.engine.ClientState;
import io.pxe4j.dhcp.engine.ClientTiming;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Asks DHCP and boot servers as a machine of a network does: for tools and tests.
 *
 * <pre>{@code
 * try (DhcpClient client = DhcpClient.builder()
 *         .identity(ClientIdentity.pxe(HardwareAddress.of("52:54:00:00:00:01"), ClientArchitecture.X64_UEFI))
 *         .onInterface("eth0")
 *         .build()) {
 *     ClientOffers offers = client.discoverProxy().toCompletableFuture().join();
 *     ClientLease lease = client.acquire().toCompletableFuture().join();
 *     client.release().toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>It reaches servers in one of three ways: by broadcast on an interface ({@link Builder#onInterface}), by unicast from any port ({@link
 * Builder#server}), or as a relay would ({@link Builder#relay}). It never configures the operating system: a lease is a value. So a
 * renewal on an interface, which the server answers to the leased address, is heard only if somebody gave the interface that address.
 *
 * <p>One operation runs at a time, others fail with {@link ClientFailure#BUSY}. Every stage that fails does so with a {@link
 * ClientException}. All methods may be called from any thread; stages complete on the client's event loop, so what follows there must not
 * block.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4">RFC 2131 §4.4</a>
 */
public final class DhcpClient implements AutoCloseable {
    private final ClientRuntime runtime;

    private DhcpClient(ClientRuntime runtime) {
        this.runtime = runtime;
    }

    /** Starts a configuration; an identity and a way to the servers have no default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Gets a lease: DISCOVER, choice among the offers, REQUEST, ACK; over again after a NAK or when the chosen server falls silent. A
     * lease that is held is forgotten, but not given back.
     */
    public CompletionStage<ClientLease> acquire() {
        return runtime.run(ClientMachine::acquire);
    }

    /**
     * Takes one offer that was collected before.
     *
     * @throws IllegalArgumentException if it has no address
     */
    public CompletionStage<ClientLease> request(ClientAnswer offer) {
        if (offer.address().isEmpty()) {
            throw new IllegalArgumentException(
                    "offer: of " + offer.server() + " without an address (expected: an address server's)");
        }
        return runtime.run(machine -> machine.request(offer));
    }

    /** Asks for an address of earlier (INIT-REBOOT); after a NAK it gets another one, as RFC 2131 §3.2 has it. */
    public CompletionStage<ClientLease> reboot(Ip4 address) {
        return runtime.run(machine -> machine.reboot(address));
    }

    /** Takes over a lease that was got before, by this client or another of the same identity. Nothing is sent. */
    public CompletionStage<ClientLease> resume(ClientLease lease) {
        return runtime.run(machine -> machine.resume(lease));
    }

    /** Extends the lease with its server (RENEWING). After silence the lease is still held; after a NAK it is lost. */
    public CompletionStage<ClientLease> renew() {
        return runtime.run(ClientMachine::renew);
    }

    /** Extends the lease with any server (REBINDING). */
    public CompletionStage<ClientLease> rebind() {
        return runtime.run(ClientMachine::rebind);
    }

    /** Gives the lease back. Servers do not answer: the stage is complete when the packet has been handed to the system. */
    public CompletionStage<ClientLease> release() {
        return runtime.run(ClientMachine::release);
    }

    /**
     * Tells the server that somebody else has the leased address, and forgets the lease. Servers do not answer.
     *
     * @param why for the server's log; may be empty, at most 255 octets
     */
    public CompletionStage<ClientLease> decline(String why) {
        return runtime.run(machine -> machine.decline(why));
    }

    /** Asks for the other settings of a host that has that address. */
    public CompletionStage<ClientAnswer> inform(Ip4 address) {
        return runtime.run(machine -> machine.inform(address));
    }

    /**
     * Collects offers as a boot client does: until there is an address and boot information, at most for {@link ClientTiming#collect}.
     */
    public CompletionStage<ClientOffers> discoverProxy() {
        return discover(ClientOffers::isBootable);
    }

    /** Collects offers for all of {@link ClientTiming#collect}: who is there? */
    public CompletionStage<ClientOffers> discoverAll() {
        return discover(offers -> false);
    }

    /**
     * Collects offers, at most for {@link ClientTiming#collect}; asks again while there is none.
     *
     * @param enough ends the collection; it is asked after each offer, on the event loop
     */
    public CompletionStage<ClientOffers> discover(Predicate<ClientOffers> enough) {
        return runtime.run(machine -> machine.discover(enough));
    }

    /** Asks port 4011 of a boot server for its boot file, as firmware does after an offer that {@link ClientAnswer#leadsToBootServer}. */
    public CompletionStage<ClientAnswer> requestBootFile(Ip4 server) {
        return runtime.run(machine -> machine.requestBootFile(server));
    }

    /** Looks for a boot server of that type by the ways that the last offers allow; by broadcast if there were none. */
    public CompletionStage<ClientAnswer> discoverBootServer(PxeBootServerType type, int layer) {
        PxeBootItem item = new PxeBootItem(type, layer);
        return runtime.run(machine -> machine.discoverBootServer(item, Optional.empty()));
    }

    /** Looks for a boot server by the ways that {@code options} allow: multicast, broadcast, and those listed, in turn. */
    public CompletionStage<ClientAnswer> discoverBootServer(PxeBootItem item, PxeOptions options) {
        return runtime.run(machine -> machine.discoverBootServer(item, Optional.of(options)));
    }

    /** The lease that it holds. */
    public Optional<ClientLease> lease() {
        return runtime.lease();
    }

    /** Where it stands. */
    public ClientState state() {
        return runtime.state();
    }

    /** The address and port of its socket; empty before the first operation and after the end. */
    public Optional<InetSocketAddress> localAddress() {
        return runtime.localAddress();
    }

    /** Ends what is running with {@link ClientFailure#CLOSED} and closes the socket. A lease is not given back. */
    public CompletionStage<Void> stop() {
        return runtime.stop();
    }

    /** {@link #stop}; waits until the socket is closed, unless called on the client's event loop. */
    @Override
    public void close() {
        runtime.close();
    }

    /** Collects the settings of a {@link DhcpClient}. */
    public static final class Builder {
        private final ClientDraft draft = new ClientDraft();

        private Builder() {}

        /** Who the client says it is: its hardware address and the options of its messages. */
        public Builder identity(ClientIdentity identity) {
            draft.identity = Optional.of(identity);
            return this;
        }

        /** A plain host with that hardware address: short for {@link #identity}. */
        public Builder hardwareAddress(HardwareAddress address) {
            return identity(ClientIdentity.of(address));
        }

        /**
         * Broadcasts on that interface, from port 68, and hears all that comes to that port there. Needs root and, on Linux, Netty's epoll
         * transport; the interface needs no address.
         */
        public Builder onInterface(String name) {
            draft.interfaceName = Optional.of(name);
            return this;
        }

        /**
         * Asks that server by unicast, from a free port unless {@link #localAddress} says otherwise. A server that is asked so answers to
         * the port if it is on port 4011 or if its {@link DhcpServer.Builder#replyToSource} is on; others want a {@link #relay}.
         *
         * @param server with the port that stands for 67
         * @throws IllegalArgumentException unless it is an IPv4 address with a port from 1
         */
        public Builder server(InetSocketAddress server) {
            draft.server(server);
            return this;
        }

        /**
         * The servers' port that stands for 4011; that by default.
         *
         * @throws IllegalArgumentException outside 1 to 65535
         */
        public Builder pxePort(int port) {
            draft.pxePort = ClientDraft.port("pxePort", port, 1);
            return this;
        }

        /**
         * Asks {@link #server} as a relay with that address would, whose port 67 the client listens on. With another port in
         * {@link #localAddress} it adds the sub-option of RFC 8357, so that servers that know it answer there. Renewals go through the
         * relay too, since their answers would not come here otherwise.
         *
         * @param giaddr an address of this host
         */
        public Builder relay(Ip4 giaddr) {
            draft.relay = Optional.of(giaddr);
            return this;
        }

        /** As {@link #relay(Ip4)}, and adds option 82. */
        public Builder relay(Ip4 giaddr, RelayAgentInformation information) {
            draft.relayInformation = Optional.of(information);
            return relay(giaddr);
        }

        /** The socket's own address and port; port 0 takes a free one. */
        public Builder localAddress(InetSocketAddress address) {
            draft.local = Optional.of(address);
            return this;
        }

        /** How long it waits and how often it asks; {@link ClientTiming#STANDARD} by default. */
        public Builder timing(ClientTiming timing) {
            draft.timing = timing;
            return this;
        }

        /** Which offer it takes, {@link ClientChoice#FIRST} by default; called on the event loop. */
        public Builder choice(ClientChoice choice) {
            draft.choice = choice;
            return this;
        }

        /** Takes a lease from a server that gives one at once (RFC 4039), without offer and choice. */
        public Builder rapidCommit() {
            draft.rapidCommit = true;
            return this;
        }

        /** Whether it asks for answers by broadcast; true by default, as it cannot hear at an address that the interface lacks. */
        public Builder broadcast(boolean broadcast) {
            draft.broadcast = broadcast;
            return this;
        }

        /** Renews and rebinds by itself at T1 and T2, and gets another lease when one is lost; off by default. */
        public Builder keepLease() {
            draft.keepLease = true;
            return this;
        }

        /** Hears what happens, on the event loop; {@link ClientListener#NONE} by default. */
        public Builder listener(ClientListener listener) {
            draft.listener = listener;
            return this;
        }

        /**
         * Makes xids and jitter from that seed, so that a run can be repeated. Not for a network with strangers: who guesses an xid can
         * forge answers.
         */
        public Builder randomSeed(long seed) {
            draft.seed(seed);
            return this;
        }

        /** Runs on one event loop of that group, which stays the caller's; by default the client makes one of its own. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            draft.group = Optional.of(group);
            return this;
        }

        /** The transport; {@link DhcpTransport#AUTO} by default. */
        public Builder transport(DhcpTransport transport) {
            draft.transport = transport;
            return this;
        }

        /**
         * The client. Its socket opens with the first operation.
         *
         * @throws IllegalStateException without an identity, with neither interface nor server, with both, or as a relay without server
         */
        public DhcpClient build() {
            return new DhcpClient(new ClientRuntime(draft.build()));
        }
    }
}
