package io.pxe4j.tftp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.TransferTimers;
import io.pxe4j.tftp.engine.WriteTarget;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Serves files by TFTP.
 *
 * <pre>{@code
 * TftpServer server = TftpServer.builder()
 *         .bind(new InetSocketAddress("10.0.0.1", 69))
 *         .content(DirectoryContent.of(Path.of("/srv/tftp")))
 *         .build();
 * server.start().toCompletableFuture().join();
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class TftpServer implements AutoCloseable {
    private final ServerRuntime runtime;

    TftpServer(ServerConfig config) {
        this.runtime = new ServerRuntime(config);
    }

    /** A server with one thread on port 69 of all addresses, until told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the sockets. The stage gives this server, or fails with a {@link TftpBindException} that says what to do.
     *
     * @throws IllegalStateException if it was started or closed before, or the transport is not available
     */
    public CompletionStage<TftpServer> start() {
        return runtime.start().thenApply(ignored -> this);
    }

    /** The addresses that listen, with their real ports; empty before the start. A wildcard address shows as the addresses it stands for. */
    public List<InetSocketAddress> localAddresses() {
        return runtime.localAddresses();
    }

    /** The number of transfers that run now. */
    public int activeTransfers() {
        return runtime.activeTransfers();
    }

    /** What the server has counted since it was made. */
    public TftpCounters counters() {
        return runtime.counters();
    }

    /**
     * Takes no more requests, lets running transfers finish for at most {@code grace}, ends the others with an ERROR and closes the sockets.
     * A second call ends the grace of the first at its own.
     */
    public CompletionStage<Void> stop(Duration grace) {
        return runtime.stop(grace);
    }

    /** {@link #stop} without grace; waits until the sockets are closed unless called on one of the server's event loops. */
    @Override
    public void close() {
        runtime.close();
    }

    /** Collects the settings of a {@link TftpServer}. */
    public static final class Builder {
        private final ServerConfig.Draft draft = new ServerConfig.Draft();

        private Builder() {}

        /**
         * Listens on that address; call it again for more. Port 0 takes a free port. A wildcard address stands for every address that the
         * machine has, so that replies leave from the address that was asked; those that it gets later are listened on within some seconds.
         */
        public Builder bind(InetSocketAddress address) {
            draft.bind(address);
            return this;
        }

        /** Where content comes from; required. */
        public Builder content(ContentSource content) {
            draft.content = content;
            return this;
        }

        /** What becomes of write requests; {@link WriteTarget#DENY} by default: each gets error 2. */
        public Builder writes(WriteTarget target) {
            draft.writes = target;
            return this;
        }

        /** From which ports transfers are sent; {@link PortMode#transferPorts()} by default. */
        public Builder mode(PortMode mode) {
            draft.mode = mode;
            return this;
        }

        /**
         * The number of event loops; 1 by default.
         *
         * @throws IllegalArgumentException outside 1 to 1024
         */
        public Builder threads(int threads) {
            draft.threads = ServerConfig.check("threads", threads, 1, 1024);
            return this;
        }

        /** Runs on the loops of that group, which stays the caller's; {@link #threads} then says how many of them. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            draft.group = group;
            return this;
        }

        /** The transport; {@link TftpTransport#AUTO} by default. */
        public Builder transport(TftpTransport transport) {
            draft.transport = transport;
            return this;
        }

        /** Opens and reads files, in place of the server's own threads; stays the caller's. */
        public Builder worker(Executor worker) {
            draft.worker = worker;
            return this;
        }

        /** What the server agrees to; {@link NegotiationLimits#DEFAULT} by default. */
        public Builder limits(NegotiationLimits limits) {
            draft.limits = limits;
            return this;
        }

        /** Whether blksize is limited to what fits into one packet of the interface that was asked; true by default. */
        public Builder clampToMtu(boolean clamp) {
            draft.clampToMtu = clamp;
            return this;
        }

        /** When packets are sent again and transfers given up; {@link TransferTimers#DEFAULT} by default. */
        public Builder timers(TransferTimers timers) {
            draft.timers = timers;
            return this;
        }

        /** How much runs at once, and for whom; {@link TftpLimits#DEFAULT} by default. */
        public Builder limits(TftpLimits limits) {
            draft.tftpLimits = limits;
            return this;
        }

        /**
         * How long the content source may take; 10 seconds by default.
         *
         * @throws IllegalArgumentException if not positive
         */
        public Builder openTimeout(Duration timeout) {
            draft.openTimeout = ServerConfig.checkPositive("openTimeout", timeout);
            return this;
        }

        /**
         * How many octets of content are kept for all transfers, framed and outside the heap; by default a quarter of the JVM's heap, at most 256 MiB; 0
         * for none. Only content that has an identity ({@link io.pxe4j.tftp.engine.TftpContent#identity}), as files have, and that fits whole
         * is kept; each block size has its own image.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder cacheSize(long octets) {
            draft.cacheSize = ServerConfig.check("cacheSize", octets, 0);
            return this;
        }

        /**
         * How many octets the transfers that are not served from the cache may read ahead in all; by default a sixteenth of the JVM's heap, at most 64
         * MiB. When they are used up, such a transfer reads what it sends next, and nothing ahead.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder readAheadSize(long octets) {
            draft.readAheadSize = ServerConfig.check("readAheadSize", octets, 0);
            return this;
        }

        /** Hears what happens; {@link TftpListener#NONE} by default. */
        public Builder listener(TftpListener listener) {
            draft.listener = listener;
            return this;
        }

        /**
         * The server, not started.
         *
         * @throws IllegalStateException without {@link #content}
         */
        public TftpServer build() {
            return new TftpServer(draft.build());
        }
    }
}
