package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ServerPort;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
 * right network, and other servers may serve other interfaces. Elsewhere sockets are bound to addresses. The server identifier is the
 * address that the client used, for a broadcast the first one of the interface.
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

    /** Ends requests that wait for a policy or a store without an answer, and closes the sockets. */
    public CompletionStage<Void> stop() {
        return runtime.stop();
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

        private Builder() {}

        /** Serves that interface; call it again for more. Its addresses are read when the server starts. */
        public Builder onInterface(String name) {
            interfaces.add(Objects.requireNonNull(name, "name"));
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
            this.dhcpPort = range("dhcpPort", port, 0, 65535);
            return this;
        }

        /**
         * The port that stands for 4011; 0 takes a free one.
         *
         * @throws IllegalArgumentException outside 0 to 65535
         */
        public Builder pxePort(int port) {
            this.pxePort = range("pxePort", port, 0, 65535);
            return this;
        }

        /** Leaves port 67 to another server on this machine, which must then send option 60 so that clients ask on 4011. */
        public Builder withoutDhcpPort() {
            this.withDhcpPort = false;
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
            this.maxPacketSize = range("maxPacketSize", octets, 576, 65507);
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
            if (interfaces.isEmpty() && addresses.isEmpty()) {
                throw new IllegalStateException("onInterface: none (expected: an interface or an address to serve)");
            }
            if (!withDhcpPort && !withPxePort) {
                throw new IllegalStateException("ports: none (expected: at least one of 67 and 4011)");
            }
            return new DhcpServer(new ServerRuntime(ServerConfig.of(this, engine)));
        }

        private static int range(String name, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + ".." + max + ")");
            }
            return value;
        }
    }
}
