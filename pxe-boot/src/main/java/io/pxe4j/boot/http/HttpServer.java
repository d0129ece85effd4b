package io.pxe4j.boot.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of a directory, and resources made per request, over HTTP/1.1.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.builder()
 *         .bind(new InetSocketAddress("0.0.0.0", 8080))
 *         .files(Path.of("/srv/boot"))
 *         .resource("/hello/", request -> CompletableFuture.completedFuture(HttpAnswer.text("hello " + request.path())))
 *         .build();
 * server.start().toCompletableFuture().join();
 * }</pre>
 *
 * <p>Thread-safe. A server starts once and stops once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel has no result
public final class HttpServer implements AutoCloseable {
    /** Above what two receive buffers of the shortest requests hold. */
    private static final int MAX_PIPELINED = 1024;

    private final Builder config;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<HttpServer> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean startAsked;
    private boolean stopAsked;
    private @Nullable EventLoopGroup ownGroup;
    private @Nullable ExecutorService disk;
    private volatile @Nullable Channel listening;

    private HttpServer(Builder config) {
        this.config = config;
    }

    /** A server on a free port of the loopback interface, with nothing on it yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Binds and begins to serve. The stage completes with this server, or fails with an
     * {@link HttpBindException} that says what to do; then no socket or thread is left. Later calls return the same stage.
     */
    public synchronized CompletionStage<HttpServer> start() {
        if (startAsked || stopAsked) {
            if (!startAsked) {
                started.completeExceptionally(new IllegalStateException("the server is closed"));
            }
            return started.copy();
        }
        startAsked = true;
        EventLoopGroup group = config.eventLoopGroup != null ? config.eventLoopGroup : ownGroup();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                4, 4, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Transport.threads("pxe4j-http-files"));
        pool.allowCoreThreadTimeOut(true);
        disk = pool;
        Routes routes = new Routes(
                config.resources,
                Optional.ofNullable(config.files).map(root -> new ConfinedFiles(root, config.hiddenFiles)),
                pool);
        bind(group, routes).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                started.complete(this);
            } else {
                HttpBindException failure = HttpBindException.of(config.address, bound.cause());
                stop().whenComplete((done, e) -> started.completeExceptionally(failure));
            }
        });
        return started.copy();
    }

    private EventLoopGroup ownGroup() {
        EventLoopGroup group = Transport.newGroup(config.threads, "pxe4j-http");
        ownGroup = group;
        return group;
    }

    private ChannelFuture bind(EventLoopGroup group, Routes routes) {
        HttpLimits limits = config.limits();
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(Transport.serverChannel(group))
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, 8192))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, routes, limits);
                    }
                })
                .bind(config.address);
        listening = bound.channel();
        return bound;
    }

    private void accept(Channel channel, Routes routes, HttpLimits limits) {
        int now = open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (now > limits.maxConnections()) {
            if (channel.remoteAddress() instanceof InetSocketAddress peer) {
                config.listener.refused(peer);
            }
            channel.close();
            return;
        }
        connections.add(channel);
        HttpDecoderConfig decoder = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes());
        channel.pipeline()
                .addLast(new HttpServerCodec(decoder, MAX_PIPELINED))
                .addLast(new ConnectionHandler(routes, limits, config.listener));
    }

    /**
     * The address and port that are bound.
     *
     * @throws IllegalStateException before {@link #start()} has completed
     */
    public InetSocketAddress localAddress() {
        Channel channel = listening;
        if (channel == null || !(channel.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("not started");
        }
        return address;
    }

    /** Stops listening, breaks off running transfers, and ends the threads that this server made. Any number of calls. */
    public synchronized CompletionStage<Void> stop() {
        if (stopAsked) {
            return stopped.copy();
        }
        stopAsked = true;
        Channel channel = listening;
        if (channel == null) {
            stopped.complete(null);
            return stopped.copy();
        }
        channel.close().addListener(unbound -> connections.close().addListener(closed -> release()));
        return stopped.copy();
    }

    private synchronized void release() {
        if (disk != null) {
            disk.shutdown();
        }
        if (ownGroup == null) {
            stopped.complete(null);
        } else {
            ownGroup.shutdownGracefully(0, 5, TimeUnit.SECONDS).addListener(ended -> stopped.complete(null));
        }
    }

    /** {@link #stop()}, and waits for it. Not to be called on an event loop. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    /** Settings of an {@link HttpServer}; each has a default, sizes are in octets. Not thread-safe. */
    public static final class Builder {
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private @Nullable Path files;
        private boolean hiddenFiles;
        private final Map<String, HttpResource> resources = new LinkedHashMap<>();
        private HttpListener listener = HttpListener.NONE;
        private @Nullable EventLoopGroup eventLoopGroup;
        private int threads = 1;
        private int maxConnections = 1024;
        private int maxHeaderBytes = 16 * 1024;
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration stallTimeout = Duration.ofSeconds(30);
        private Duration answerTimeout = Duration.ofSeconds(10);

        private Builder() {}

        /** Where to listen; port 0 takes a free one. By default 127.0.0.1 and a free port. */
        public Builder bind(InetSocketAddress address) {
            this.address = address;
            return this;
        }

        /** Serves the regular files below {@code root}; links that lead out of it are not followed. By default none. */
        public Builder files(Path root) {
            files = root;
            return this;
        }

        /**
         * Whether names that start with a dot, and what is below such directories, are served; false by default: they get status 403. Resources
         * may have such names all the same.
         */
        public Builder hiddenFiles(boolean serve) {
            hiddenFiles = serve;
            return this;
        }

        /**
         * Serves what {@code resource} makes under every path that begins with {@code prefix}; the longest prefix wins, and
         * goes before files.
         *
         * @throws IllegalArgumentException unless {@code prefix} begins with a slash
         */
        public Builder resource(String prefix, HttpResource resource) {
            check(prefix.startsWith("/"), "prefix", prefix, "a path that begins with /");
            resources.put(prefix, resource);
            return this;
        }

        /** Who hears of each request. By default nobody. */
        public Builder listener(HttpListener listener) {
            this.listener = listener;
            return this;
        }

        /** Event loops to run on; the server does not end them. By default it makes and ends its own. */
        public Builder eventLoopGroup(EventLoopGroup group) {
            eventLoopGroup = group;
            return this;
        }

        /** How many event loops the server makes if it is given none, 1 to 256. By default 1. */
        public Builder threads(int threads) {
            check(threads >= 1 && threads <= 256, "threads", threads, "1..256");
            this.threads = threads;
            return this;
        }

        /** Connections at a time, at least 1; the next one is closed at once. By default 1024. */
        public Builder maxConnections(int connections) {
            check(connections >= 1, "maxConnections", connections, "1 or more");
            maxConnections = connections;
            return this;
        }

        /** Octets of all header fields of a request, and of its first line, 256 to 1 MiB. By default 16 KiB. */
        public Builder maxHeaderBytes(int bytes) {
            check(bytes >= 256 && bytes <= 1 << 20, "maxHeaderBytes", bytes, "256..1048576");
            maxHeaderBytes = bytes;
            return this;
        }

        /** How long a client may take to send a whole request, and idle between two. By default 30 s. */
        public Builder idleTimeout(Duration timeout) {
            idleTimeout = positive("idleTimeout", timeout);
            return this;
        }

        /** How long a client may take nothing of an answer. By default 30 s. */
        public Builder stallTimeout(Duration timeout) {
            stallTimeout = positive("stallTimeout", timeout);
            return this;
        }

        /** How long a resource, or the disk, may take to answer; then the client gets status 503. By default 10 s. */
        public Builder answerTimeout(Duration timeout) {
            answerTimeout = positive("answerTimeout", timeout);
            return this;
        }

        /** The server, not yet started. Changing this builder later does not change it. */
        public HttpServer build() {
            return new HttpServer(copy());
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.address = address;
            copy.files = files;
            copy.hiddenFiles = hiddenFiles;
            copy.resources.putAll(resources);
            copy.listener = listener;
            copy.eventLoopGroup = eventLoopGroup;
            copy.threads = threads;
            copy.maxConnections = maxConnections;
            copy.maxHeaderBytes = maxHeaderBytes;
            copy.idleTimeout = idleTimeout;
            copy.stallTimeout = stallTimeout;
            copy.answerTimeout = answerTimeout;
            return copy;
        }

        private HttpLimits limits() {
            return new HttpLimits(
                    maxConnections, maxHeaderBytes, maxHeaderBytes, 8 * 1024, idleTimeout, stallTimeout, answerTimeout);
        }

        private static Duration positive(String name, Duration value) {
            check(!value.isNegative() && !value.isZero(), name, value, "a positive duration");
            return value;
        }

        private static void check(boolean ok, String name, Object value, String expected) {
            if (!ok) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
            }
        }
    }
}
