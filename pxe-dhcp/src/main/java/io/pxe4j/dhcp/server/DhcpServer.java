package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.engine.ServerPort;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Listens on ports 67 and 4011 of interfaces, and answers what its engine says.
 *
 * <pre>{@code
 * DhcpServer server = DhcpServer.builder()
 *         .onInterface("br0")
 *         .engine(ProxyDhcp.builder().policy(policy)::build)
 *         .build();
 * server.start().toCompletableFuture().join();
 * }</pre>
 *
 * <p>On Linux with Netty's epoll transport each interface has sockets of its own, bound to the device: broadcasts come and go by the
 * right network, and other servers may serve other interfaces. Elsewhere sockets are bound to the interface's addresses: Windows gives broadcasts
 * to such sockets, Linux and macOS do not, so there they serve relays and renewals alone. The server identifier is the
 * address that the client used, for a broadcast the first one of the interface; answers leave from it.
 *
 * <p>Interfaces may come, go and change while the server runs; {@link DhcpListener#interfaceChanged} tells.
 *
 * <p>All methods may be called from any thread.
 */
public final class DhcpServer implements AutoCloseable {
    private final ServerRuntime runtime;

    private DhcpServer(ServerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Starts a configuration; an interface or address and an engine have no default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the sockets. The stage gives this server, or fails with a {@link DhcpServerException} that says what to do; then no socket or
     * thread is left.
     *
     * @throws IllegalStateException if it was started before
     */
    public CompletionStage<DhcpServer> start() {
        return runtime.start().thenApply(ignored -> this);
    }

    /** The sockets that listen, with their real ports; empty before the start and after the end. */
    public List<DhcpEndpoint> localAddresses() {
        return runtime.endpoints();
    }

    /** What was counted until now; also after the end. */
    public DhcpCounters counters() {
        return runtime.counters();
    }

    /** Ends requests that wait for a policy or a store without an answer, and closes the sockets. */
    public CompletionStage<Void> stop() {
        return stop(Duration.ZERO);
    }

    /**
     * Takes no new requests, lets those that wait for a policy, a store or their delay end for up to {@code grace}, then closes the
     * sockets. Called again without grace, it closes them at once.
     *
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public CompletionStage<Void> stop(Duration grace) {
        return runtime.stop(Settings.notNegative("grace", grace));
    }

    /** {@link #stop}; waits until the sockets are closed, unless called on the server's event loop. */
    @Override
    public void close() {
        runtime.close();
    }

    /** Collects the settings of a {@link DhcpServer}. */
    public static final class Builder {
        final Set<String> interfaces = new LinkedHashSet<>();
        final Set<Ip4> addresses = new LinkedHashSet<>();

        @Nullable
        Function<? super EngineContext, ? extends DhcpEngine> engine;

        DhcpListener listener = DhcpListener.NONE;
        DhcpTransport transport = DhcpTransport.AUTO;
        Optional<EventLoopGroup> group = Optional.empty();
        int dhcpPort = ServerPort.DHCP.number();
        int pxePort = ServerPort.PXE.number();
        boolean withDhcpPort = true;
        boolean withPxePort = true;
        boolean replyToSource;
        int maxPacketSize = 1500;
        Optional<Predicate<? super String>> everyInterface = Optional.empty();
        boolean awaitInterfaces;
        Duration interfaceCheck = Duration.ofSeconds(1);
        Optional<InterfaceSource> source = Optional.empty();
        Optional<Ip4> multicastGroup = Optional.empty();
        int receiveBuffer = 4 << 20;
        RequestLimits limits = RequestLimits.DEFAULT;
        final Set<Ip4> knownServers = new LinkedHashSet<>();
        Duration otherServersInterval = Duration.ofMinutes(10);
        int maxHeldBack = 4096;
        Optional<UnicastToUnconfigured> unicast = Optional.empty();

        private Builder() {}

        /**
         * Serves that interface; call it again for more. It must be there when the server starts, unless {@link #awaitInterfaces} is set; after
         * that it may go, come back and change its addresses.
         */
        public Builder onInterface(String name) {
            interfaces.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * Serves every interface, but loopback, that has an IPv4 address and whose name is accepted, those too that come later. Mind where
         * addresses are leased: all networks of the machine are then served.
         *
         * @param names accepts an interface's name; called on any thread
         */
        public Builder onEveryInterface(Predicate<? super String> names) {
            this.everyInterface = Optional.of(names);
            return this;
        }

        /**
         * Whether the server starts without an interface of {@link #onInterface} that is not there or has no address yet, and serves it once it
         * is; false by default.
         */
        public Builder awaitInterfaces(boolean await) {
            this.awaitInterfaces = await;
            return this;
        }

        /**
         * How often interfaces are looked at, on a thread of its own; 1 s by default. Zero: only when the server starts.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder interfaceCheck(Duration interval) {
            this.interfaceCheck = Settings.notNegative("interfaceCheck", interval);
            return this;
        }

        /** For tests: interfaces that the machine does not have. */
        Builder interfaceSource(InterfaceSource source) {
            this.source = Optional.of(source);
            return this;
        }

        /**
         * Serves that address of this machine; call it again for more. On Linux a socket bound to an address hears no broadcasts: this is
         * for loopback, relays, and systems that deliver broadcasts to such sockets.
         */
        public Builder onAddress(Ip4 address) {
            addresses.add(Objects.requireNonNull(address, "address"));
            return this;
        }

        /** Makes the engine that answers, on the server's event loop: {@code ProxyDhcp.builder()...::build}. */
        public Builder engine(Function<? super EngineContext, ? extends DhcpEngine> engine) {
            this.engine = Objects.requireNonNull(engine, "engine");
            return this;
        }

        /** Hears what happens; {@link DhcpListener#NONE} by default. */
        public Builder listener(DhcpListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Runs on one event loop of that group, which stays the caller's; by default the server makes one of its own. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            this.group = Optional.of(group);
            return this;
        }

        /** The transport; {@link DhcpTransport#AUTO} by default. */
        public Builder transport(DhcpTransport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * The port that stands for 67; 0 takes a free one.
         *
         * @throws IllegalArgumentException outside 0 to 65535
         */
        public Builder dhcpPort(int port) {
            this.dhcpPort = Settings.range("dhcpPort", port, 0, 65535);
            return this;
        }

        /**
         * The port that stands for 4011; 0 takes a free one.
         *
         * @throws IllegalArgumentException outside 0 to 65535
         */
        public Builder pxePort(int port) {
            this.pxePort = Settings.range("pxePort", port, 0, 65535);
            return this;
        }

        /** Leaves port 67 to another server on this machine, which must then send option 60 so that clients ask on 4011. */
        public Builder withoutDhcpPort() {
            this.withDhcpPort = false;
            return this;
        }

        /**
         * Listens on port 4011 to that multicast group too, on which clients look for boot servers if an offer said so (option 43.7);
         * to none by default. PXE's usual group is 224.0.1.2.
         *
         * @throws IllegalArgumentException unless it is a multicast address
         */
        public Builder multicastGroup(Ip4 group) {
            this.multicastGroup = Optional.of(Settings.multicast("multicastGroup", group));
            return this;
        }

        /** Does not listen on port 4011. */
        public Builder withoutPxePort() {
            this.withPxePort = false;
            return this;
        }

        /**
         * Whether answers go to the address and port that a request came from, whatever the protocol says; false by default. This is for
         * simulated clients and servers without privileges, on loopback, where nobody listens on port 68. Relays and real firmware need
         * it off.
         */
        public Builder replyToSource(boolean replyToSource) {
            this.replyToSource = replyToSource;
            return this;
        }

        /**
         * The longest packet taken, in octets of UDP payload; 1500 by default. Longer ones are dropped as
         * {@link io.pxe4j.dhcp.engine.DropReason#TOO_LARGE}.
         *
         * @throws IllegalArgumentException outside 576 to 65507
         */
        public Builder maxPacketSize(int octets) {
            this.maxPacketSize = Settings.range("maxPacketSize", octets, 576, 65507);
            return this;
        }

        /**
         * How much the system queues for each socket, in octets; 4 MiB by default, which is some thousand packets. Linux gives a user without
         * CAP_NET_ADMIN at most {@code net.core.rmem_max}. Packets past that are lost; {@code ss -lunm} shows how many (d).
         *
         * @throws IllegalArgumentException unless it is 4096 or more
         */
        public Builder receiveBuffer(int octets) {
            this.receiveBuffer = Settings.range("receiveBuffer", octets, 4096, Integer.MAX_VALUE);
            return this;
        }

        /** How many requests are taken; {@link RequestLimits#DEFAULT} by default. */
        public Builder limits(RequestLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Other servers on the network that belong there, so that {@link DhcpListener#otherServerSeen} does not tell of them. */
        public Builder knownServers(Ip4... servers) {
            this.knownServers.addAll(List.of(servers));
            return this;
        }

        /**
         * How long another server is not told again; 10 minutes by default. At most 256 servers are told in that time.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder otherServersInterval(Duration interval) {
            this.otherServersInterval = Settings.notNegative("otherServersInterval", interval);
            return this;
        }

        /**
         * How many answers may be held back at once ({@link io.pxe4j.dhcp.engine.DhcpReply#delay}, a minute at most); 4096 by default. More
         * leave at once.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder maxHeldBack(int answers) {
            this.maxHeldBack = Settings.range("maxHeldBack", answers, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Delivers answers to clients that have no address yet by unicast; without it they are broadcast. */
        public Builder unicastToUnconfigured(UnicastToUnconfigured unicast) {
            this.unicast = Optional.of(unicast);
            return this;
        }

        /**
         * The server, not yet started.
         *
         * @throws IllegalStateException without an engine, without an interface or address, or without a port
         */
        public DhcpServer build() {
            if (engine == null) {
                throw new IllegalStateException("engine: none (expected: engine(...) says what to answer)");
            }
            if (interfaces.isEmpty() && addresses.isEmpty() && everyInterface.isEmpty()) {
                throw new IllegalStateException("onInterface: none (expected: an interface or an address to serve)");
            }
            if (!withDhcpPort && !withPxePort) {
                throw new IllegalStateException("ports: none (expected: at least one of 67 and 4011)");
            }
            return new DhcpServer(new ServerRuntime(ServerConfig.of(this, engine)));
        }
    }
}
