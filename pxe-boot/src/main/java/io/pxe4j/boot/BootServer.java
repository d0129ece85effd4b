package io.pxe4j.boot;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.boot.http.HttpServer;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.server.DhcpEndpoint;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.TftpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Boots machines over the network: tells them by DHCP or ProxyDHCP what to load, and serves it by TFTP and HTTP.
 *
 * <pre>{@code
 * BootServer server = BootServer.builder()
 *         .onInterface("br0")
 *         .proxy() // beside the DHCP server of the network; leasing(...) hands out addresses too
 *         .root(Path.of("/srv/boot"))
 *         .bios("undionly.kpxe")
 *         .uefiX64("snponly.efi")
 *         .scripts(client -> IpxeScript.builder()
 *                 .kernel("vmlinuz").initrd(Initrd.of("initrd.img")).args("quiet").propagate()
 *                 .initrd(Initrd.of("initrd.img")).propagate()
 *                 .boot().propagate()
 *                 .build())
 *         .listener(System.out::println)
 *         .build();
 * server.start().toCompletableFuture().join();
 * }</pre>
 *
 * <p>Thread-safe. A server starts once and stops once.
 */
public final class BootServer implements AutoCloseable {
    private final BootSettings settings;
    private @Nullable BootRuntime runtime;
    private boolean startAsked;
    private boolean stopAsked;

    private BootServer(BootSettings settings) {
        this.settings = settings;
    }

    /** Starts a configuration; an interface or address has no default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks the settings against this machine and opens the sockets: TFTP and HTTP first, then DHCP. The stage gives this server, or
     * fails with a {@link BootException} that says what to do; then no socket or thread is left.
     *
     * @throws IllegalStateException if it was started or stopped before
     */
    public CompletionStage<BootServer> start() {
        BootRuntime starting;
        synchronized (this) {
            if (startAsked || stopAsked) {
                throw new IllegalStateException("start: called twice or after stop (expected: once)");
            }
            startAsked = true;
            try {
                starting = new BootRuntime(settings);
                runtime = starting;
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(BootRuntime.explain(e));
            }
        }
        return starting.start().thenApply(done -> this);
    }

    /** Stops answering, breaks off running transfers, closes the sockets and ends the threads that this server made. */
    public CompletionStage<Void> stop() {
        BootRuntime stopping;
        synchronized (this) {
            stopAsked = true;
            stopping = runtime;
        }
        return stopping == null ? CompletableFuture.completedFuture(null) : stopping.stop();
    }

    /** {@link #stop()}, and waits for it. Not to be called on an event loop. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    /**
     * The address of this server in the network that it serves.
     *
     * @throws IllegalStateException before the start
     */
    public Ip4 address() {
        return running().network().address();
    }

    /** The sockets of DHCP and PXE with their real ports; empty before the start has completed and after the end. */
    public List<DhcpEndpoint> dhcpEndpoints() {
        return running().dhcpServer().localAddresses();
    }

    /** The sockets that take TFTP requests. */
    public List<InetSocketAddress> tftpAddresses() {
        return running().tftpServer().localAddresses();
    }

    /** The socket of HTTP, unless it is off. */
    public Optional<InetSocketAddress> httpAddress() {
        return running().httpServer().map(HttpServer::localAddress);
    }

    /** The URL of the content root over HTTP, {@code http://10.0.0.1/}, unless HTTP is off. */
    public Optional<URI> httpRoot() {
        return httpAddress()
                .map(socket -> URI.create(
                        "http://" + address() + (socket.getPort() == 80 ? "" : ":" + socket.getPort()) + "/"));
    }

    private synchronized BootRuntime running() {
        if (runtime == null) {
            throw new IllegalStateException("not started");
        }
        return runtime;
    }

    /** Collects the settings of a {@link BootServer}. Not for use by several threads. */
    public static final class Builder {
        private Optional<String> interfaceName = Optional.empty();
        private Optional<Ip4> address = Optional.empty();
        private Optional<AddressPool> pool = Optional.empty();
        private Optional<Consumer<DhcpLeasingBuilder>> leasing = Optional.empty();
        private Consumer<ProxyDhcpBuilder> proxyDhcp = none -> {};
        private Consumer<DhcpServer.Builder> dhcpServer = none -> {};
        private Consumer<TftpServer.Builder> tftpServer = none -> {};
        private TftpLimits tftpLimits = TftpLimits.DEFAULT;
        private boolean knownClientsOnly;
        private @Nullable LeaseStore leaseStore;
        private Optional<Path> root = Optional.empty();
        private boolean hiddenFiles;
        private final BootFiles.Builder files = BootFiles.builder();
        private @Nullable BootDecider decider;
        private BootListener listener = BootListener.NONE;
        private int dhcpPort = 67;
        private int pxePort = 4011;
        private int tftpPort = 69;
        private Optional<Integer> httpPort = Optional.of(80);
        private boolean replyToSource;
        private Optional<EventLoopGroup> group = Optional.empty();

        private Builder() {}

        /** Serves the network of that interface, with all its broadcasts. */
        public Builder onInterface(String name) {
            interfaceName = Optional.of(name);
            return this;
        }

        /**
         * With {@link #onInterface}: which of its addresses TFTP and HTTP listen on, and clients are sent to; by default its first. Alone:
         * serves requests to that address, but no broadcasts on Linux; for relays and loopback.
         */
        public Builder onAddress(Ip4 address) {
            this.address = Optional.of(address);
            return this;
        }

        /**
         * Serves 127.0.0.1 on free ports and answers to where requests come from: for tests with the simulated firmware of
         * {@code pxe-testkit}, without privileges.
         */
        public Builder onLoopback() {
            replyToSource = true;
            return onAddress(Ip4.of("127.0.0.1"))
                    .dhcpPort(0)
                    .pxePort(0)
                    .tftpPort(0)
                    .httpPort(0);
        }

        /** Leaves addresses to another DHCP server and adds the boot information (ProxyDHCP); the default. */
        public Builder proxy() {
            pool = Optional.empty();
            leasing = Optional.empty();
            return this;
        }

        /** Hands out the addresses of that pool, too; for a network without another DHCP server. */
        public Builder leasing(AddressPool pool) {
            return leasing(pool, none -> {});
        }

        /**
         * Hands out addresses, with more settings: routers, DNS servers, reservations, lease times.
         *
         * @param more called when the server starts; pool, store and policy are set already
         */
        public Builder leasing(AddressPool pool, Consumer<DhcpLeasingBuilder> more) {
            this.pool = Optional.of(pool);
            leasing = Optional.of(settings -> more.accept(settings.pool(pool)));
            return this;
        }

        /**
         * Hands out addresses as the settings say: subnets behind relays, several pools, hosts, client classes.
         *
         * @param settings called when the server starts; store and policy are set already, addresses are not
         */
        public Builder leasing(Consumer<DhcpLeasingBuilder> settings) {
            pool = Optional.empty();
            leasing = Optional.of(settings);
            return this;
        }

        /**
         * Settles more about ProxyDHCP, beside another address server and on port 4011 beside {@link #leasing}: style and delay of offers,
         * allowed relays, DNS servers for HTTP boot.
         *
         * @param settings called when the server starts; the policy is set already
         */
        public Builder proxyDhcp(Consumer<ProxyDhcpBuilder> settings) {
            proxyDhcp = settings;
            return this;
        }

        /**
         * Settles more about the sockets of DHCP: limits, more interfaces, known servers.
         *
         * @param settings called when the server starts; interface, ports, engine and listener are set already
         */
        public Builder dhcpServer(Consumer<DhcpServer.Builder> settings) {
            dhcpServer = settings;
            return this;
        }

        /**
         * Settles more about TFTP: the ports that transfers are sent from, the largest blksize and windowsize, the transport.
         *
         * @param settings called when the server starts; address, content, limits and listener are set already
         */
        public Builder tftpServer(Consumer<TftpServer.Builder> settings) {
            tftpServer = settings;
            return this;
        }

        /** How much TFTP does at once, and for whom; {@link TftpLimits#DEFAULT} by default. */
        public Builder tftpLimits(TftpLimits limits) {
            tftpLimits = limits;
            return this;
        }

        /**
         * Serves TFTP only to clients whose addresses have shown in DHCP packets since the start, the latest 16,384 of them; others get error 2. Beside another
         * address server a client shows by its broadcast REQUEST, so this is for networks whose broadcasts, or relays, reach this server.
         */
        public Builder knownClientsOnly() {
            knownClientsOnly = true;
            return this;
        }

        /** Where leases are kept; by default in memory, where a restart forgets them. */
        public Builder leaseStore(LeaseStore store) {
            leaseStore = store;
            return this;
        }

        /** The directory whose files TFTP and HTTP serve; by default none. */
        public Builder root(Path directory) {
            root = Optional.of(directory);
            return this;
        }

        /** Whether TFTP and HTTP serve names of the root that start with a dot, and what is below such directories; false by default. */
        public Builder hiddenFiles(boolean serve) {
            hiddenFiles = serve;
            return this;
        }

        /** What a PC BIOS loads: {@code undionly.kpxe}. */
        public Builder bios(String file) {
            files.bios(file);
            return this;
        }

        /** What 64-bit x86 UEFI loads: {@code snponly.efi}. Unless {@link #uefiX64Http} says otherwise over HTTP, too. */
        public Builder uefiX64(String file) {
            files.uefiX64(file);
            return this;
        }

        /** What 64-bit ARM UEFI loads, over HTTP too. */
        public Builder uefiArm64(String file) {
            files.uefiArm64(file);
            return this;
        }

        /** What 64-bit x86 UEFI loads by HTTP boot: a URL, or a file of the root. By default the file of {@link #uefiX64}. */
        public Builder uefiX64Http(String fileOrUrl) {
            files.uefiX64Http(fileOrUrl);
            return this;
        }

        /**
         * What clients of that architecture load: a file of the root, for HTTP architectures also a URL.
         *
         * @throws IllegalArgumentException if {@code fileOrUrl} is neither
         */
        public Builder bootFile(ClientArchitecture architecture, String fileOrUrl) {
            files.bootFile(architecture, fileOrUrl);
            return this;
        }

        /** All that, from a table; its entries take the place of those of the same class. */
        public Builder bootFiles(BootFiles table) {
            files.addAll(table);
            return this;
        }

        /** What iPXE loads: a script or image of the root, by TFTP, or a URL. */
        public Builder ipxe(String fileOrUrl) {
            files.ipxe(fileOrUrl);
            return this;
        }

        /**
         * Makes a script for each client when it runs iPXE; other clients load what their class boots, which should be an iPXE. Relative
         * names in the script are files of the root.
         *
         * @param script called on an event loop, several times in one boot; must not block
         */
        public Builder scripts(Function<? super BootClient, IpxeScript> script) {
            // No script for who cannot run one.
            return decide(BootDecider.of(client -> client.kind() == BootClient.Kind.IPXE
                    ? BootDecision.script(script.apply(client))
                    : BootDecision.standard()));
        }

        /** Decides for each client; by default {@link BootDecision#standard()}. */
        public Builder decide(BootDecider decider) {
            this.decider = decider;
            return this;
        }

        /** Hears each step of each boot, for a log or a trace. By default nobody. */
        public Builder listener(BootListener listener) {
            this.listener = listener;
            return this;
        }

        /** The port that stands for 67; 0 takes a free one, which only simulated clients know. */
        public Builder dhcpPort(int port) {
            dhcpPort = port("dhcpPort", port);
            return this;
        }

        /** The port that stands for 4011; 0 takes a free one. */
        public Builder pxePort(int port) {
            pxePort = port("pxePort", port);
            return this;
        }

        /** The port that stands for 69; 0 takes a free one. Firmware knows no other than 69. */
        public Builder tftpPort(int port) {
            tftpPort = port("tftpPort", port);
            return this;
        }

        /** The port of HTTP, 80 by default; 0 takes a free one. */
        public Builder httpPort(int port) {
            httpPort = Optional.of(port("httpPort", port));
            return this;
        }

        /** No HTTP: scripts go by TFTP, and UEFI HTTP boot works with the URLs of other servers only. */
        public Builder withoutHttp() {
            httpPort = Optional.empty();
            return this;
        }

        /** Runs on the loops of that group, which stays the caller's; by default each server makes one of its own. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            this.group = Optional.of(group);
            return this;
        }

        /**
         * The server, not yet started.
         *
         * @throws IllegalStateException without an interface or address
         */
        public BootServer build() {
            if (interfaceName.isEmpty() && address.isEmpty()) {
                throw new IllegalStateException("onInterface: none (expected: an interface or an address to serve)");
            }
            return new BootServer(new BootSettings(
                    interfaceName,
                    address,
                    pool,
                    leasing,
                    proxyDhcp,
                    dhcpServer,
                    tftpServer,
                    tftpLimits,
                    knownClientsOnly,
                    leaseStore != null ? leaseStore : InMemoryLeaseStore.create(),
                    root,
                    hiddenFiles,
                    files.build(),
                    decider != null ? decider : BootDecider.of(client -> BootDecision.standard()),
                    listener,
                    dhcpPort,
                    pxePort,
                    tftpPort,
                    httpPort,
                    replyToSource,
                    group));
        }

        private static int port(String name, int value) {
            if (value < 0 || value > 65535) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: 0..65535)");
            }
            return value;
        }
    }
}
