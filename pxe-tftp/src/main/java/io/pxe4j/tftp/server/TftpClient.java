package io.pxe4j.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.TftpSink;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files by TFTP.
 *
 * <pre>{@code
 * try (TftpClient client = TftpClient.builder().requestSize().blockSize(1468).windowSize(4).build()) {
 *     byte[] file = client.get(server, "boot/vmlinuz").toCompletableFuture().join().bytes();
 * }
 * }</pre>
 *
 * <p>Options are sent in the order of the builder's calls, since firmware has its own order and some servers care. A server that ignores them
 * is fetched from with blocks of 512 octets in lock-step. The first reply fixes the server's port (RFC 1350 §4), which may be the one that was
 * asked. All methods may be called from any thread.
 */
public final class TftpClient implements AutoCloseable {
    private static final InetAddress ANY_V4 = any(4);
    private static final InetAddress ANY_V6 = any(16);

    private final ClientConfig config;
    private final Transport transport;
    private final EventLoopGroup group;
    private final Set<ClientExchange> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TftpClient(ClientConfig config) {
        this.config = config;
        this.transport = Transport.of(config.transport(), config.group());
        this.group = config.group() == null ? transport.newGroup(1, "pxe4j-tftp-client") : config.group();
    }

    /** A client that asks for no options, until told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fetches a file into memory with the options of the builder. Fails with a {@link TftpException}. */
    public CompletionStage<TftpDownload> get(InetSocketAddress server, String file) {
        return get(server, file, config.options());
    }

    /** Fetches a file into memory with those options. */
    public CompletionStage<TftpDownload> get(InetSocketAddress server, String file, TftpOptions options) {
        BytesSink sink = new BytesSink(config.maxBytes());
        return get(server, file, options, sink).thenApply(report -> new TftpDownload(sink.bytes(), report));
    }

    /**
     * Fetches a file into {@code target}, which appears whole or not at all and replaces what was there. It is written on the client's
     * event loop.
     */
    public CompletionStage<TftpReport> getTo(InetSocketAddress server, String file, Path target) {
        return get(server, file, config.options(), new FileSink(target));
    }

    /** Fetches a file into a sink with those options. */
    public CompletionStage<TftpReport> get(InetSocketAddress server, String file, TftpOptions options, TftpSink sink) {
        return run(server, new TftpRequest(TftpOpcode.RRQ, file, config.mode(), options), sink, null);
    }

    /**
     * Asks with those options and breaks off with {@code abort} right after the OACK, or after the first DATA if the server sent no OACK:
     * how EDK2 ({@code ERROR 8 "User aborted the transfer"}) and PXE ROMs find out the size of a file.
     */
    public CompletionStage<TftpProbe> probe(
            InetSocketAddress server, String file, TftpOptions options, TftpError abort) {
        TftpRequest request = new TftpRequest(TftpOpcode.RRQ, file, config.mode(), options);
        return run(server, request, new BytesSink(config.maxBytes()), abort)
                .thenApply(report -> new TftpProbe(report.server(), report.oack()));
    }

    private CompletionStage<TftpReport> run(
            InetSocketAddress server, TftpRequest request, TftpSink sink, @Nullable TftpError abort) {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("server: " + server + " (expected: a resolved address)");
        }
        EventLoop loop = group.next();
        ClientExchange exchange = new ClientExchange(config, server, request, sink, abort);
        running.add(exchange);
        Futures.ignore(exchange.result().whenComplete((report, failure) -> running.remove(exchange)));
        if (closed) {
            exchange.cancel();
        } else {
            transport
                    .bind(loop, localAddress(server), exchange.datagramSize(), exchange)
                    .whenComplete((channel, failure) -> {
                        if (failure != null) {
                            exchange.fail(Futures.cause(failure));
                        }
                    });
        }
        return exchange.result().minimalCompletionStage();
    }

    private InetSocketAddress localAddress(InetSocketAddress server) {
        InetSocketAddress chosen = config.localAddress();
        if (chosen != null) {
            return chosen;
        }
        return new InetSocketAddress(server.getAddress() instanceof Inet6Address ? ANY_V6 : ANY_V4, 0);
    }

    /** Breaks off what is running and frees the threads, unless they are the caller's; does not wait. */
    @Override
    public void close() {
        closed = true;
        running.forEach(ClientExchange::cancel);
        if (config.group() == null) {
            Futures.ignore(group.shutdownGracefully(0, 5, TimeUnit.SECONDS));
        }
    }

    private static InetAddress any(int octets) {
        try {
            return InetAddress.getByAddress(new byte[octets]);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 octets are always an address", e);
        }
    }

    /** Collects the settings of a {@link TftpClient}. */
    public static final class Builder {
        private final ClientConfig.Draft draft = new ClientConfig.Draft();

        private Builder() {}

        /**
         * Asks for blocks of that many octets.
         *
         * @throws IllegalArgumentException outside 8 to 65464
         */
        public Builder blockSize(int octets) {
            ServerConfig.check("blockSize", octets, 8, 65464);
            draft.options = draft.options.with(TftpOptions.BLKSIZE, octets);
            return this;
        }

        /** Asks for the size of the file ({@code tsize 0}). */
        public Builder requestSize() {
            draft.options = draft.options.with(TftpOptions.TSIZE, 0);
            return this;
        }

        /**
         * Asks the server to retransmit after that time, and does so itself.
         *
         * @throws IllegalArgumentException unless whole seconds from 1 to 255
         */
        public Builder timeout(Duration seconds) {
            if (seconds.toNanosPart() != 0) {
                throw new IllegalArgumentException("timeout: " + seconds + " (expected: whole seconds)");
            }
            int value = ServerConfig.check("timeout", Math.toIntExact(seconds.toSeconds()), 1, 255);
            draft.options = draft.options.with(TftpOptions.TIMEOUT, value);
            return this;
        }

        /**
         * Asks for windows of that many blocks.
         *
         * @throws IllegalArgumentException outside 1 to 65535
         */
        public Builder windowSize(int blocks) {
            ServerConfig.check("windowSize", blocks, 1, 65535);
            draft.options = draft.options.with(TftpOptions.WINDOWSIZE, blocks);
            return this;
        }

        /** Asks for any other option. */
        public Builder option(String name, String value) {
            draft.options = draft.options.with(name, value);
            return this;
        }

        /** The transfer mode; octet by default. Netascii data is delivered as it travels. */
        public Builder mode(TftpMode mode) {
            draft.mode = mode;
            return this;
        }

        /** The local address; all addresses and a free port by default. */
        public Builder localAddress(InetSocketAddress address) {
            draft.localAddress = address;
            return this;
        }

        /**
         * How long to wait for an answer before the last packet is sent again, doubled at each try; 1 second by default.
         *
         * @throws IllegalArgumentException if not positive
         */
        public Builder retryAfter(Duration timeout) {
            draft.retryAfter = ServerConfig.checkPositive("retryAfter", timeout);
            return this;
        }

        /**
         * How often a packet is sent before the server is given up; 6 by default.
         *
         * @throws IllegalArgumentException outside 1 to 100
         */
        public Builder tries(int tries) {
            draft.tries = ServerConfig.check("tries", tries, 1, 100);
            return this;
        }

        /**
         * The largest file that is fetched into memory; 1 GiB by default. A larger one is broken off with error 3.
         *
         * @throws IllegalArgumentException below 1
         */
        public Builder maxBytes(int max) {
            draft.maxBytes = ServerConfig.check("maxBytes", max, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Follows the downloads. */
        public Builder progress(TftpProgress progress) {
            draft.progress = progress;
            return this;
        }

        /** Runs on that group, which stays the caller's. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            draft.group = group;
            return this;
        }

        /** The transport; {@link TftpTransport#AUTO} by default. */
        public Builder transport(TftpTransport transport) {
            draft.transport = transport;
            return this;
        }

        /** The client. */
        public TftpClient build() {
            return new TftpClient(draft.build());
        }
    }
}
