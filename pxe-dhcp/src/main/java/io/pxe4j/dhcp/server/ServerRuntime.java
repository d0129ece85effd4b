package io.pxe4j.dhcp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.EngineContext;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's life: opens the sockets one after the other on one event loop, and closes all of them again. */
final class ServerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRuntime.class);
    // Room for a burst of clients while the loop is busy; the system cuts it to what it allows.
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final long SHUTDOWN_SECONDS = 2;

    private static final boolean IS_LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private final ServerConfig config;
    private final AtomicBoolean startedOnce = new AtomicBoolean();
    private final AtomicBoolean stoppedOnce = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile List<DhcpEndpoint> endpoints = List.of();
    private volatile @Nullable EventLoop loop;
    private volatile @Nullable EventLoopGroup ownGroup;

    // What follows belongs to the event loop.
    private final List<Channel> channels = new ArrayList<>();
    private final List<DhcpEndpoint> opened = new ArrayList<>();
    private @Nullable EngineDriver driver;

    ServerRuntime(ServerConfig config) {
        this.config = config;
    }

    List<DhcpEndpoint> endpoints() {
        return endpoints;
    }

    CompletionStage<Void> start() {
        if (!startedOnce.compareAndSet(false, true)) {
            throw new IllegalStateException("server: started before (expected: a new one)");
        }
        try {
            Transport transport = Transport.choose(config.transport(), config.group());
            List<BindPlan> plans = config.plans(transport.bindsToDevices());
            if (!transport.bindsToDevices() && !config.interfaces().isEmpty() && IS_LINUX) {
                LOG.warn(
                        "Without Netty's epoll transport no broadcasts are heard on {}: add netty-transport-native-epoll",
                        config.interfaces());
            }
            EventLoopGroup group = config.group().orElseGet(transport::newGroup);
            ownGroup = config.group().isPresent() ? null : group;
            EventLoop chosen = group.next();
            loop = chosen;
            chosen.execute(() -> open(chosen, transport, plans));
        } catch (RuntimeException e) {
            stoppedOnce.set(true);
            shutDownOwnGroup();
            started.completeExceptionally(e);
        }
        return started.minimalCompletionStage();
    }

    private void open(EventLoop on, Transport transport, List<BindPlan> plans) {
        try {
            EngineContext context = new EngineContext(on, System::nanoTime, InstantSource.system());
            EngineDriver runs = new EngineDriver(on, config.engine().apply(context));
            driver = runs;
            openNext(on, transport, plans.iterator(), runs);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void openNext(EventLoop on, Transport transport, Iterator<BindPlan> plans, EngineDriver runs) {
        if (stoppedOnce.get()) {
            started.completeExceptionally(new IllegalStateException("server: stopped (expected: running)"));
            return;
        }
        if (!plans.hasNext()) {
            endpoints = List.copyOf(opened);
            started.complete(null);
            return;
        }
        BindPlan plan = plans.next();
        try {
            Channel channel = transport.newChannel(plan);
            channels.add(channel);
            bind(on, channel, plan, runs).addListener(bound -> {
                if (bound.isSuccess()) {
                    opened.add(endpointOf(plan, channel));
                    openNext(on, transport, plans, runs);
                } else {
                    fail(BindErrors.explain(plan, bound.cause()));
                }
            });
        } catch (RuntimeException e) {
            fail(BindErrors.explain(plan, e));
        }
    }

    private ChannelFuture bind(EventLoop on, Channel channel, BindPlan plan, EngineDriver runs) {
        // A socket bound to a device takes the wildcard: one bound to an address hears no broadcasts.
        Ip4 address = plan.toDevice() ? Ip4.ANY : plan.network().first().address();
        return new Bootstrap()
                .group(on)
                .channelFactory(() -> channel)
                .option(ChannelOption.SO_BROADCAST, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                // One octet more than allowed, to notice what is too long.
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(config.maxPacketSize() + 1))
                .handler(new DhcpHandler(plan, runs, config.listener(), config.maxPacketSize(), config.replyToSource()))
                .bind(new InetSocketAddress(address.toInetAddress(), plan.portNumber()));
    }

    private static DhcpEndpoint endpointOf(BindPlan plan, Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return new DhcpEndpoint(plan.network().name(), plan.network().first().address(), plan.port(), local.getPort());
    }

    private void fail(RuntimeException why) {
        stoppedOnce.set(true);
        closeAll();
        CompletionStage<Void> end = stopped;
        end.thenRun(() -> started.completeExceptionally(why));
    }

    CompletionStage<Void> stop() {
        EventLoop on = loop;
        if (!startedOnce.getAndSet(true) || on == null) {
            stopped.complete(null);
        } else if (stoppedOnce.compareAndSet(false, true)) {
            try {
                on.execute(this::closeAll);
            } catch (RejectedExecutionException e) {
                // The user's group is gone, and its sockets with it.
                LOG.debug("The event loop ended before the server", e);
                stopped.complete(null);
            }
        }
        return stopped.minimalCompletionStage();
    }

    private void closeAll() {
        endpoints = List.of();
        EngineDriver runs = driver;
        if (runs != null) {
            runs.close();
        }
        CompletableFuture<?>[] closing = channels.stream()
                .map(channel -> {
                    CompletableFuture<Void> closed = new CompletableFuture<>();
                    channel.close().addListener(done -> closed.complete(null));
                    return closed;
                })
                .toArray(CompletableFuture[]::new);
        CompletionStage<Void> allClosed = CompletableFuture.allOf(closing);
        allClosed.thenRun(this::shutDownOwnGroup);
    }

    private void shutDownOwnGroup() {
        EventLoopGroup group = ownGroup;
        if (group == null) {
            stopped.complete(null);
            return;
        }
        group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).addListener(done -> stopped.complete(null));
    }

    void close() {
        CompletionStage<Void> end = stop();
        EventLoop on = loop;
        if (on == null || !on.inEventLoop()) {
            end.toCompletableFuture().join();
        }
    }
}
