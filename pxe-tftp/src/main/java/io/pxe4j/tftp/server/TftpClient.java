package io.pxe4j.tftp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.NetasciiContent;
import io.pxe4j.tftp.engine.TftpContent;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Fetches and stores files by TFTP.
 *
 * <pre>{@code
 * try (TftpClient client = TftpClient.builder().requestSize().blockSize(1468).windowSize(4).build()) {
 *     byte[] file = client.get(server, "boot/vmlinuz").toCompletableFuture().join().bytes();
 *     client.put(server, "backup/router.cfg", config).toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>Options are sent in the order of the builder's calls, since firmware has its own order and some servers care. A server that ignores them
 * is talked to with blocks of 512 octets in lock-step. The first reply fixes the server's port (RFC 1350 §4), which may be the one that was
 * asked. What blocks, reading and writing files, runs on workers. All methods may be called from any thread; their stages fail with a
 * {@link TftpException}, or with the {@link IOException} of a file on this side.
 */
public final class TftpClient implements AutoCloseable {
    /** Octets that all uploads together read ahead. */
    private static final long READ_AHEAD = 32 << 20;

    private static final InetAddress ANY_V4 = any(4);
    private static final InetAddress ANY_V6 = any(16);

    private final ClientConfig config;
    private final Transport transport;
    private final EventLoopGroup group;
    private final Executor worker;
    private final ReadAheadBudget readAhead = new ReadAheadBudget(READ_AHEAD);
    /** What has a socket, or is about to, and what is done when that is closed. */
    private final Map<ClientExchange, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

    private volatile boolean closed;

    TftpClient(ClientConfig config) {
        this.config = config;
        this.transport = Transport.of(config.transport(), config.group());
        this.group = config.group() == null ? transport.newGroup(1, "pxe4j-tftp-client") : config.group();
        this.worker = config.worker() == null ? Workers.create("pxe4j-tftp-client-worker") : config.worker();
    }

    /** A client that asks for no options, until told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fetches a file into memory with the options of the builder. */
    public CompletionStage<TftpDownload> get(InetSocketAddress server, String file) {
        return get(server, file, config.options());
    }

    /** Fetches a file into memory with those options. */
    public CompletionStage<TftpDownload> get(InetSocketAddress server, String file, TftpOptions options) {
        BytesSink sink = new BytesSink(config.maxBytes());
        return get(server, file, options, sink).thenApply(report -> new TftpDownload(sink.bytes(), report));
    }

    /**
     * Fetches a file into {@code target}, which appears whole or not at all and replaces what was there. A target that is no regular file, such as
     * a device, is written as the octets come.
     */
    public CompletionStage<TftpReport> getTo(InetSocketAddress server, String file, Path target) {
        return get(server, file, config.options(), new LocalFile(target));
    }

    /** Fetches a file into a sink with those options. */
    public CompletionStage<TftpReport> get(InetSocketAddress server, String file, TftpOptions options, TftpSink sink) {
        checkResolved(server);
        TftpRequest request = new TftpRequest(TftpOpcode.RRQ, file, config.mode(), options);
        TftpSink wanted = config.converts() ? new NetasciiSink(sink) : sink;
        return run(new ClientDownload(config, server, request, wanted, worker));
    }

    /** Stores those octets under that name; the array is not copied and must not change meanwhile. */
    public CompletionStage<TftpReport> put(InetSocketAddress server, String file, byte[] bytes) {
        return put(server, file, config.options(), TftpContent.of(bytes));
    }

    /** Stores the file {@code source} under that name. */
    public CompletionStage<TftpReport> putFrom(InetSocketAddress server, String file, Path source) {
        checkResolved(server);
        return onWorker(() -> LocalFile.open(source))
                .thenCompose(content -> put(server, file, config.options(), content));
    }

    /**
     * Stores that content under that name, asking for those options; {@code tsize} among them is given its size as value. The content is closed at the end.
     */
    public CompletionStage<TftpReport> put(
            InetSocketAddress server, String file, TftpOptions options, TftpContent content) {
        checkResolved(server);
        if (!config.converts()) {
            return upload(server, file, options, content);
        }
        return onWorker(() -> NetasciiContent.of(content))
                .thenCompose(answer -> answer instanceof TftpContent converted
                        ? upload(server, file, options, converted)
                        : CompletableFuture.failedFuture(new TftpException(
                                "the file is too large for netascii: " + content.size() + " octets")));
    }

    private CompletionStage<TftpReport> upload(
            InetSocketAddress server, String file, TftpOptions options, TftpContent content) {
        TftpOptions sized = options.has(TftpOptions.TSIZE) ? options.with(TftpOptions.TSIZE, content.size()) : options;
        TftpRequest request = new TftpRequest(TftpOpcode.WRQ, file, config.mode(), sized);
        return run(new ClientUpload(config, server, request, content, worker, readAhead));
    }

    /**
     * Asks with those options and breaks off with {@code abort} right after the OACK, or after the first DATA if the server sent no OACK:
     * how EDK2 ({@code ERROR 8 "User aborted the transfer"}) and PXE ROMs find out the size of a file.
     */
    public CompletionStage<TftpProbe> probe(
            InetSocketAddress server, String file, TftpOptions options, TftpError abort) {
        checkResolved(server);
        TftpRequest request = new TftpRequest(TftpOpcode.RRQ, file, config.mode(), options);
        return run(new ClientProbe(config, server, request, abort))
                .thenApply(report -> new TftpProbe(report.server(), report.oack()));
    }

    private static void checkResolved(InetSocketAddress server) {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("server: " + server + " (expected: a resolved address)");
        }
    }

    private <T> CompletionStage<T> onWorker(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            worker.execute(() -> {
                try {
                    result.complete(task.call());
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new TftpException("the client was closed"));
        }
        return result;
    }

    private CompletionStage<TftpReport> run(ClientExchange exchange) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        open.put(exchange, gone);
        Futures.ignore(gone.thenRun(() -> open.remove(exchange)));
        if (closed) {
            exchange.cancel();
            gone.complete(null);
        } else {
            transport
                    .bind(group.next(), localAddress(exchange.server), exchange.datagramSize(), exchange)
                    .whenComplete((channel, failure) -> {
                        if (failure == null) {
                            channel.closeFuture().addListener(ignored -> gone.complete(null));
                        } else {
                            exchange.fail(Futures.cause(failure));
                            gone.complete(null);
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
        open.keySet().forEach(ClientExchange::cancel);
        if (config.group() == null) {
            // A loop of io_uring that ends with a read under way may leak its buffer.
            Futures.ignore(Futures.all(List.copyOf(open.values()))
                    .thenRun(() -> Futures.ignore(group.shutdownGracefully(0, 5, TimeUnit.SECONDS))));
        }
        if (config.worker() == null && worker instanceof ExecutorService own) {
            own.shutdown();
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

        /**
         * Asks for blocks of that many octets, or of a smaller power of two (tftp-hpa's {@code blksize2}).
         *
         * @throws IllegalArgumentException unless a power of two from 8 to 32768
         */
        public Builder blockSize2(int octets) {
            if (Integer.bitCount(ServerConfig.check("blockSize2", octets, 8, 32768)) != 1) {
                throw new IllegalArgumentException("blockSize2: " + octets + " (expected: a power of two)");
            }
            draft.options = draft.options.with(TftpOptions.BLKSIZE2, octets);
            return this;
        }

        /** Asks for the size of a file that is fetched ({@code tsize 0}), and tells the size of one that is stored. */
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
         * As {@link #timeout}, in microseconds (tftp-hpa's {@code utimeout}).
         *
         * @throws IllegalArgumentException outside 10 ms to 255 s
         */
        public Builder microTimeout(Duration wait) {
            long micros = TimeUnit.NANOSECONDS.toMicros(wait.toNanos());
            if (micros < 10_000 || micros > 255_000_000) {
                throw new IllegalArgumentException("microTimeout: " + wait + " (expected: 10 ms..255 s)");
            }
            draft.options = draft.options.with(TftpOptions.UTIMEOUT, micros);
            return this;
        }

        /**
         * Asks that block 65535 be followed by that number (tftp-hpa's {@code rollover}); 0 is what all do unasked.
         *
         * @throws IllegalArgumentException outside 0 to 1
         */
        public Builder rollover(int number) {
            draft.options = draft.options.with(TftpOptions.ROLLOVER, ServerConfig.check("rollover", number, 0, 1));
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

        /** The transfer mode; octet by default. */
        public Builder mode(TftpMode mode) {
            draft.mode = mode;
            return this;
        }

        /**
         * Whether, in mode netascii, text is converted: a line ends with LF here and with CR LF on the way. False by default: then octets are taken as they
         * travel.
         */
        public Builder convertNetascii(boolean convert) {
            draft.convertsNetascii = convert;
            return this;
        }

        /** The local address; all addresses and a free port by default. */
        public Builder localAddress(InetSocketAddress address) {
            draft.localAddress = address;
            return this;
        }

        /**
         * How long to wait for an answer before the request is sent again, doubled at each try; 1 second by default. After the first answer the wait
         * follows the measured round trip and is no longer than this, unless {@link #timeout} says so.
         *
         * @throws IllegalArgumentException if not positive
         */
        public Builder retryAfter(Duration timeout) {
            draft.retryAfter = ServerConfig.checkPositive("retryAfter", timeout);
            return this;
        }

        /**
         * How often a request is sent before the server is given up; 6 by default. A server that falls silent in the middle is given up after the
         * time that these tries take.
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

        /** Reads and writes files, in place of the client's own threads; stays the caller's. */
        public Builder worker(Executor worker) {
            draft.worker = worker;
            return this;
        }

        /** Follows the downloads and uploads. */
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

        /** The options that are asked for so far. */
        public TftpOptions options() {
            return draft.options;
        }

        /** The client. */
        public TftpClient build() {
            return new TftpClient(draft.build());
        }
    }
}
