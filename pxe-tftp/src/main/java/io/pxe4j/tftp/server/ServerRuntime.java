package io.pxe4j.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loops and threads of a running server and its life: starts it, stops it. */
final class ServerRuntime {
    private static final int LOOK_SECONDS = 5;

    private final ServerConfig config;
    private final Supplier<Transport> transports;
    private final Admission admission;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private final List<TransferLoop> loops = new ArrayList<>();
    private @Nullable ServerSockets sockets;
    private @Nullable CompletableFuture<Void> opened;
    private @Nullable EventLoopGroup ownGroup;
    private @Nullable ExecutorService ownWorker;
    private @Nullable ContentMemory contentMemory;
    private boolean stopping;

    ServerRuntime(ServerConfig config) {
        this(config, () -> Transport.of(config.transport(), config.group()));
    }

    /** With a transport that is found when the server starts. */
    ServerRuntime(ServerConfig config, Supplier<Transport> transports) {
        this.config = config;
        this.transports = transports;
        this.admission = new Admission(config.tftpLimits(), Sources.ofThisMachine());
    }

    /** Opens everything. */
    CompletionStage<Void> start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("the server was started before");
        }
        CompletableFuture<Void> opening = new CompletableFuture<>();
        ServerSockets toOpen;
        synchronized (this) {
            if (stopping) {
                throw new IllegalStateException("the server was closed");
            }
            Transport transport = transports.get();
            opened = opening;
            makeLoops(transport);
            toOpen = new ServerSockets(config, transport, loops, LocalAddresses::expand);
            sockets = toOpen;
        }
        toOpen.open().whenComplete((ignored, failure) -> onOpened(opening, failure));
        return opening;
    }

    private void onOpened(CompletableFuture<Void> opening, @Nullable Throwable failure) {
        if (failure == null) {
            admission.sources().own(localAddresses());
            watchAddresses();
            opening.complete(null);
            return;
        }
        synchronized (this) {
            stopping = true;
        }
        shutDown();
        // The caller hears of the failure when nothing is left open.
        Futures.ignore(stopped.thenRun(() -> opening.completeExceptionally(Futures.cause(failure))));
    }

    /** A wildcard stands for all addresses, and machines get new ones: leases, cables, VPNs. */
    private synchronized void watchAddresses() {
        ServerSockets watched = sockets;
        if (watched == null || !watched.hasWildcard()) {
            return;
        }
        TransferLoop loop = loops.get(0);
        // Off the loop: it takes the system a while to list its interfaces.
        Future<?> watch = loop.eventLoop()
                .scheduleWithFixedDelay(
                        () -> execute(loop.worker(), () -> lookForNew(watched)),
                        LOOK_SECONDS,
                        LOOK_SECONDS,
                        TimeUnit.SECONDS);
        Futures.ignore(stopped.thenRun(() -> watch.cancel(false)));
    }

    private static void execute(Executor worker, Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is closing.
        }
    }

    private void lookForNew(ServerSockets watched) {
        watched.lookForNew().thenRun(() -> admission.sources().own(localAddresses()));
    }

    private void makeLoops(Transport transport) {
        EventLoopGroup group = config.group();
        if (group == null) {
            group = transport.newGroup(config.threads(), "pxe4j-tftp");
            ownGroup = group;
        }
        Executor worker = config.worker();
        if (worker == null) {
            ExecutorService own = Workers.create("pxe4j-tftp-worker");
            ownWorker = own;
            worker = own;
        }
        ContentMemory memory = ContentMemory.create(config.cacheSize(), config.readAheadSize(), worker);
        contentMemory = memory;
        for (int i = 0; i < config.threads(); i++) {
            EventLoop loop = group.next();
            boolean known = loops.stream().anyMatch(other -> other.eventLoop() == loop);
            if (!known) {
                loops.add(new TransferLoop(config, loop, worker, memory, admission, new Events(config.listener())));
            }
        }
    }

    synchronized List<InetSocketAddress> localAddresses() {
        return sockets == null ? List.of() : sockets.localAddresses();
    }

    int activeTransfers() {
        return admission.active();
    }

    synchronized TftpCounters counters() {
        Stream<CounterBoard> boards = loops.stream().map(loop -> loop.events().counters());
        if (contentMemory != null) {
            boards = Stream.concat(boards, Stream.of(contentMemory.cache().counters()));
        }
        return CounterBoard.sum(boards.toList(), admission.forgotten());
    }

    /** Closes everything, after what is running or the grace has ended. */
    CompletionStage<Void> stop(Duration grace) {
        synchronized (this) {
            if (grace.isZero() || grace.isNegative() || loops.isEmpty()) {
                cancelled.complete(null);
            } else {
                cancelAfter(grace, loops.get(0).eventLoop());
            }
            if (!stopping) {
                stopping = true;
                CompletionStage<Void> opening = opened == null ? CompletableFuture.completedFuture(null) : opened;
                opening.whenComplete((ignored, failure) -> shutDown());
            }
        }
        return stopped.minimalCompletionStage();
    }

    private void cancelAfter(Duration grace, EventLoop loop) {
        try {
            Future<?> timer = loop.schedule(() -> cancelled.complete(null), grace.toNanos(), TimeUnit.NANOSECONDS);
            Futures.ignore(stopped.thenRun(() -> timer.cancel(false)));
        } catch (RejectedExecutionException e) {
            // The loop has ended since the server is closed.
            cancelled.complete(null);
        }
    }

    private void shutDown() {
        List<CompletableFuture<Void>> steps = new ArrayList<>();
        synchronized (this) {
            if (sockets != null) {
                steps.add(sockets.shut().toCompletableFuture());
            }
            for (TransferLoop loop : loops) {
                CompletableFuture<Void> idle = new CompletableFuture<>();
                Runnable over = () -> idle.complete(null);
                loop.run(() -> loop.drain(over), over);
                Futures.ignore(cancelled.thenRun(() -> loop.run(loop::cancelAll, over)));
                steps.add(idle);
            }
        }
        Futures.ignore(Futures.all(steps)
                .thenCompose(ignored -> closeSockets())
                .thenCompose(ignored -> closeThreads())
                .whenComplete((ignored, failure) -> stopped.complete(null)));
    }

    private synchronized CompletionStage<Void> closeSockets() {
        return sockets == null ? CompletableFuture.completedFuture(null) : sockets.close();
    }

    private synchronized CompletionStage<Void> closeThreads() {
        if (contentMemory != null) {
            contentMemory.cache().close();
        }
        if (ownWorker != null) {
            ownWorker.shutdown();
        }
        return ownGroup == null
                ? CompletableFuture.completedFuture(null)
                : Futures.settled(ownGroup.shutdownGracefully(0, 5, TimeUnit.SECONDS));
    }

    void close() {
        CompletionStage<Void> closing = stop(Duration.ZERO);
        if (!isOnLoop()) {
            closing.toCompletableFuture().join();
        }
    }

    private synchronized boolean isOnLoop() {
        return loops.stream().anyMatch(loop -> loop.eventLoop().inEventLoop());
    }
}
