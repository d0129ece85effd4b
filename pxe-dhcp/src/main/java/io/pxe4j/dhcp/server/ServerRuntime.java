package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.engine.EngineContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's life: makes its parts on one event loop, lets requests end, and closes all of it again. */
final class ServerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRuntime.class);
    private static final long SHUTDOWN_SECONDS = 2;

    private static final boolean IS_LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private final ServerConfig config;
    private final CounterBoard counters = new CounterBoard();
    private final Teller teller;
    private final AtomicBoolean startedOnce = new AtomicBoolean();
    private final AtomicBoolean stoppedOnce = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile List<DhcpEndpoint> endpoints = List.of();
    private volatile @Nullable EventLoop loop;
    private volatile @Nullable EventLoopGroup ownGroup;

    // What follows belongs to the event loop.
    private @Nullable Running running;
    private @Nullable ScheduledFuture<?> graceEnd;
    private boolean closed;

    /** What there is while the server runs. */
    private static final class Running {
        final EngineDriver driver;
        final HeldReplies held;
        final SocketOpener opener;
        final InterfaceBook book;
        InterfaceSource.@Nullable Watch watch;

        Running(EngineDriver driver, HeldReplies held, SocketOpener opener, InterfaceBook book) {
            this.driver = driver;
            this.held = held;
            this.opener = opener;
            this.book = book;
        }
    }

    ServerRuntime(ServerConfig config) {
        this.config = config;
        this.teller = new Teller(config.listener(), counters);
    }

    List<DhcpEndpoint> endpoints() {
        return endpoints;
    }

    DhcpCounters counters() {
        return counters.snapshot();
    }

    CompletionStage<Void> start() {
        if (!startedOnce.compareAndSet(false, true)) {
            throw new IllegalStateException("server: started before (expected: a new one)");
        }
        try {
            Transport transport = Transport.choose(config.transport(), config.group());
            List<ServerInterface> machine = config.source().read();
            if (!transport.bindsToDevices() && config.addresses().isEmpty() && IS_LINUX) {
                LOG.warn("Without Netty's epoll transport no broadcasts are heard: add netty-transport-native-epoll");
            }
            EventLoopGroup group = config.group().orElseGet(transport::newGroup);
            ownGroup = config.group().isPresent() ? null : group;
            EventLoop chosen = group.next();
            loop = chosen;
            chosen.execute(() -> open(chosen, transport, machine));
        } catch (RuntimeException e) {
            stoppedOnce.set(true);
            shutDownOwnGroup();
            started.completeExceptionally(e);
        }
        return started.minimalCompletionStage();
    }

    private void open(EventLoop on, Transport transport, List<ServerInterface> machine) {
        if (closed) {
            started.completeExceptionally(new IllegalStateException("server: stopped (expected: running)"));
            return;
        }
        try {
            Running parts = assemble(on, transport);
            running = parts;
            parts.book.open(machine);
            publish(parts.book);
            if (config.watches()) {
                parts.watch = config.source().watch(config::isWatched, now -> execute(on, () -> update(now)));
            }
            started.complete(null);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Running assemble(EventLoop on, Transport transport) {
        EngineContext context = new EngineContext(on, System::nanoTime, InstantSource.system());
        EngineDriver driver = new EngineDriver(on, config.engine().apply(context));
        Dispatch dispatch = new Dispatch(config, on, counters, teller);
        Reception reception = new Reception(config, driver, dispatch);
        SocketOpener opener = new SocketOpener(config, transport, on, reception);
        InterfaceBook book = new InterfaceBook(config, opener);
        reception.ownAddresses(book::hasAddress);
        return new Running(driver, dispatch.held(), opener, book);
    }

    private void update(List<ServerInterface> machine) {
        Running parts = running;
        if (parts != null && !closed) {
            parts.book.update(machine);
            publish(parts.book);
        }
    }

    /** A listener that is told of a change finds the endpoints changed. */
    private void publish(InterfaceBook book) {
        endpoints = book.endpoints();
        for (InterfaceChange change : book.changes()) {
            counters.count(
                    switch (change.kind()) {
                        case UP -> DhcpCounter.INTERFACES_UP;
                        case DOWN -> DhcpCounter.INTERFACES_DOWN;
                        case CHANGED -> DhcpCounter.INTERFACES_CHANGED;
                        case FAILED -> DhcpCounter.INTERFACES_FAILED;
                    });
            teller.tell(heard -> heard.interfaceChanged(change));
        }
    }

    private void fail(RuntimeException why) {
        stoppedOnce.set(true);
        closeAll();
        CompletionStage<Void> end = stopped;
        end.thenRun(() -> started.completeExceptionally(why));
    }

    CompletionStage<Void> stop(Duration grace) {
        EventLoop on = loop;
        if (!startedOnce.getAndSet(true) || on == null) {
            stopped.complete(null);
        } else if (!stoppedOnce.getAndSet(true) || grace.isZero()) {
            // A second call without grace ends the grace of the first.
            if (!execute(on, () -> drain(on, grace))) {
                stopped.complete(null);
            }
        }
        return stopped.minimalCompletionStage();
    }

    private static boolean execute(EventLoop on, Runnable task) {
        try {
            on.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            // The user's group is gone, and its sockets with it.
            LOG.debug("The event loop ended before the server", e);
            return false;
        }
    }

    private void drain(EventLoop on, Duration grace) {
        Running parts = running;
        if (parts == null || closed || grace.isZero()) {
            closeAll();
            return;
        }
        Runnable whenDone = () -> {
            if (parts.driver.isIdle() && parts.held.isEmpty()) {
                closeAll();
            }
        };
        graceEnd = on.schedule(this::closeAll, grace.toMillis(), TimeUnit.MILLISECONDS);
        parts.held.drain(whenDone);
        parts.driver.drain(whenDone);
    }

    private void closeAll() {
        if (closed) {
            return;
        }
        closed = true;
        if (graceEnd != null) {
            graceEnd.cancel(false);
        }
        endpoints = List.of();
        Running parts = running;
        if (parts == null) {
            shutDownOwnGroup();
            return;
        }
        if (parts.watch != null) {
            parts.watch.close();
        }
        parts.driver.close();
        parts.held.close();
        CompletableFuture<?>[] closing =
                parts.book.sockets().stream().map(ServerRuntime::close).toArray(CompletableFuture[]::new);
        CompletionStage<Void> allClosed = CompletableFuture.allOf(closing);
        allClosed.thenRun(() -> {
            parts.opener.release();
            shutDownOwnGroup();
        });
    }

    private static CompletableFuture<Void> close(DhcpSocket socket) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        socket.close();
        socket.channel().closeFuture().addListener(ignored -> done.complete(null));
        return done;
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
        CompletionStage<Void> end = stop(Duration.ZERO);
        EventLoop on = loop;
        if (on == null || !on.inEventLoop()) {
            end.toCompletableFuture().join();
        }
    }
}
