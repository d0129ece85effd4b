package io.pxe4j.tftp.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.concurrent.Future;
import io.pxe4j.tftp.engine.NegotiationLimits;
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

/** The sockets, loops and threads of a running server: opens them, closes them. */
final class ServerRuntime {
    /** Transfer ports of one loop and address. Two, so that a client's next transfer has another TID than its last. */
    private static final int PORTS_PER_LOOP = 2;

    /** The longest request of RFC 2347 has 512 octets; what is longer than this is cut and does not parse. */
    private static final int REQUEST_SIZE = 2048;

    /** ACKs have 4 or 5 octets; the text of an ERROR may be cut. */
    private static final int REPLY_SIZE = 512;

    private final ServerConfig config;
    private final Supplier<Transport> transports;
    private final Admission admission;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private final List<DatagramChannel> listening = new ArrayList<>();
    private final List<RequestPort> requestPorts = new ArrayList<>();
    private final List<TransferLoop> loops = new ArrayList<>();
    private final List<TransferPort> transferPorts = new ArrayList<>();
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
        Transport transport;
        synchronized (this) {
            if (stopping) {
                throw new IllegalStateException("the server was closed");
            }
            transport = transports.get();
            opened = opening;
            makeLoops(transport);
        }
        listen(transport)
                .thenCompose(ignored -> openTransferPorts(transport))
                .whenComplete((ignored, failure) -> onOpened(opening, failure));
        return opening;
    }

    private void onOpened(CompletableFuture<Void> opening, @Nullable Throwable failure) {
        if (failure == null) {
            admission.sources().own(localAddresses());
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

    private CompletionStage<Void> listen(Transport transport) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (InetSocketAddress address : config.addresses()) {
            all = all.thenCompose(ignored -> listen(transport, LocalAddresses.expand(address), 0, address.getPort()));
        }
        return all;
    }

    /** One after the other, as the first address of a wildcard with port 0 decides the port of the others. */
    private CompletionStage<Void> listen(Transport transport, List<InetSocketAddress> addresses, int index, int port) {
        if (index == addresses.size()) {
            return CompletableFuture.completedFuture(null);
        }
        InetSocketAddress address = new InetSocketAddress(addresses.get(index).getAddress(), port);
        NegotiationLimits limits =
                config.clampToMtu() ? LocalAddresses.withinMtu(config.limits(), address.getAddress()) : config.limits();
        RequestPort requestPort = new RequestPort(loops.get(0).events(), admission, limits);
        return transport
                .bind(loops.get(0).eventLoop(), address, REQUEST_SIZE, new RequestHandler(requestPort))
                .thenCompose(channel -> {
                    synchronized (this) {
                        listening.add(channel);
                        requestPorts.add(requestPort);
                    }
                    return listen(
                            transport,
                            addresses,
                            index + 1,
                            channel.localAddress().getPort());
                });
    }

    private CompletionStage<Void> openTransferPorts(Transport transport) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < listening.size(); i++) {
            RequestPort requestPort = requestPorts.get(i);
            InetSocketAddress any =
                    new InetSocketAddress(listening.get(i).localAddress().getAddress(), 0);
            List<CompletableFuture<RequestPort.Lane>> lanes = new ArrayList<>();
            for (TransferLoop loop : loops) {
                lanes.add(openLane(transport, loop, any).toCompletableFuture());
            }
            all.add(Futures.all(lanes)
                    .thenRun(() -> requestPort.open(
                            lanes.stream().map(CompletableFuture::join).toList())));
        }
        return Futures.all(all);
    }

    private CompletionStage<RequestPort.Lane> openLane(Transport transport, TransferLoop loop, InetSocketAddress any) {
        List<CompletableFuture<TransferPort>> ports = new ArrayList<>();
        for (int i = 0; i < PORTS_PER_LOOP; i++) {
            TransferHandler handler = new TransferHandler(loop);
            ports.add(transport
                    .bind(loop.eventLoop(), any, REPLY_SIZE, handler)
                    .thenApply(channel -> {
                        TransferPort port = new TransferPort(channel, transport, loop);
                        handler.serve(port);
                        synchronized (this) {
                            transferPorts.add(port);
                        }
                        return port;
                    })
                    .toCompletableFuture());
        }
        return Futures.all(ports)
                .thenApply(ignored -> new RequestPort.Lane(
                        loop, ports.stream().map(CompletableFuture::join).toList()));
    }

    synchronized List<InetSocketAddress> localAddresses() {
        return listening.stream().map(DatagramChannel::localAddress).toList();
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
            requestPorts.forEach(RequestPort::shut);
            listening.forEach(channel -> steps.add(Futures.settled(channel.close())));
            for (TransferLoop loop : loops) {
                CompletableFuture<Void> idle = new CompletableFuture<>();
                Runnable over = () -> idle.complete(null);
                loop.run(() -> loop.drain(over), over);
                Futures.ignore(cancelled.thenRun(() -> loop.run(loop::cancelAll, over)));
                steps.add(idle);
            }
        }
        Futures.ignore(Futures.all(steps)
                .thenCompose(ignored -> closePorts())
                .thenCompose(ignored -> closeThreads())
                .whenComplete((ignored, failure) -> stopped.complete(null)));
    }

    private synchronized CompletionStage<Void> closePorts() {
        return Futures.all(transferPorts.stream()
                .map(port -> Futures.settled(port.close()))
                .toList());
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
