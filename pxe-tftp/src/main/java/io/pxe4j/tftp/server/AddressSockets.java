package io.pxe4j.tftp.server;

import io.netty.channel.socket.DatagramChannel;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.WriteTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a server on one local address: those that listen and the transfer ports of its lanes.
 *
 * <p>Where the kernel can spread clients over sockets of one port (SO_REUSEPORT), each loop listens by itself. The first of them binds without that
 * option, so that a port that another program holds is noticed.
 */
final class AddressSockets {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    /** Transfer ports of one loop and address. Two, so that a client's next transfer has another TID than its last. */
    private static final int PORTS_PER_LOOP = 2;

    /** The longest request of RFC 2347 has 512 octets; what is longer than this is cut and does not parse. */
    private static final int REQUEST_SIZE = 2048;

    /** ACKs have 4 or 5 octets; the text of an ERROR may be cut. */
    private static final int REPLY_SIZE = 512;

    private final ServerConfig config;
    private final Transport transport;
    private final List<TransferLoop> loops;
    private final TransferLoop home;
    private final boolean singlePort;
    private final boolean sharded;
    private final RequestPort requestPort;
    private final InetSocketAddress wanted;

    private final List<DatagramChannel> listening = new ArrayList<>();
    private final List<TransferPort> transferPorts = new ArrayList<>();

    /**
     * Opens nothing yet.
     *
     * @param turn says which loop listens where one listens for all
     */
    AddressSockets(
            ServerConfig config, Transport transport, List<TransferLoop> loops, InetSocketAddress address, int turn) {
        this.config = config;
        this.transport = transport;
        this.loops = loops;
        this.wanted = address;
        this.singlePort = config.mode() instanceof PortMode.SinglePort;
        this.sharded = transport.reusePort().isPresent() && loops.size() > 1;
        this.home = loops.get(sharded ? 0 : turn % loops.size());
        this.requestPort = new RequestPort(limitsOf(config, address.getAddress()), sharded);
    }

    private static NegotiationLimits limitsOf(ServerConfig config, InetAddress ip) {
        return config.clampToMtu() ? LocalAddresses.withinMtu(config.limits(), ip) : config.limits();
    }

    /** Opens all; fails with a {@link TftpBindException}, with some of it open. */
    CompletionStage<Void> open() {
        Listener first = new Listener(requestPort, home);
        return transport
                .bind(home.eventLoop(), wanted, requestSize(), first.handler)
                .thenCompose(channel -> {
                    add(channel);
                    return openLanes(first, channel);
                });
    }

    private synchronized void add(DatagramChannel channel) {
        listening.add(channel);
    }

    /** A listening socket to be: its loop and what reads it. */
    private static final class Listener {
        private final TransferLoop loop;
        private final RequestHandler handler;

        Listener(RequestPort port, TransferLoop loop) {
            this.loop = loop;
            this.handler = new RequestHandler(port, loop);
        }
    }

    private CompletionStage<Void> openLanes(Listener first, DatagramChannel channel) {
        if (singlePort) {
            return openShards(first, channel, loops).thenAccept(requestPort::open);
        }
        InetAddress ip = channel.localAddress().getAddress();
        CompletionStage<List<Lane>> lanes = config.mode() instanceof PortMode.PortRange range
                ? openRange(ip, range, replySize())
                : openFreePorts(ip, replySize());
        return lanes.thenCompose(all -> {
            List<TransferLoop> answering = all.stream().map(Lane::loop).toList();
            return openShards(first, channel, answering).thenRun(() -> requestPort.open(all));
        });
    }

    /** Opens the listening sockets of the other loops. Gives the lanes that they make where transfers share them. */
    private CompletionStage<List<Lane>> openShards(
            Listener first, DatagramChannel channel, List<TransferLoop> answering) {
        List<CompletableFuture<Lane>> lanes = new ArrayList<>();
        lanes.add(share(first));
        if (sharded) {
            // Only now: the first one had to be alone.
            transport.reusePort().ifPresent(option -> channel.config().setOption(option, true));
            for (TransferLoop loop : answering) {
                if (loop != first.loop) {
                    Listener other = new Listener(requestPort, loop);
                    lanes.add(transport
                            .bindShard(loop.eventLoop(), channel.localAddress(), requestSize(), other.handler)
                            .thenCompose(shard -> {
                                add(shard);
                                return share(other);
                            })
                            .toCompletableFuture());
                }
            }
        }
        return joined(lanes);
    }

    private CompletableFuture<Lane> share(Listener listener) {
        CompletableFuture<Lane> lane = new CompletableFuture<>();
        listener.loop.run(
                () -> {
                    TransferPort port = new TransferPort(listener.handler.context(), transport, listener.loop, 0);
                    if (singlePort) {
                        listener.handler.share(port);
                    }
                    lane.complete(new Lane(listener.loop, List.of(port), false));
                },
                () -> lane.completeExceptionally(new IllegalStateException("the event loop has ended")));
        return lane;
    }

    private CompletionStage<List<Lane>> openFreePorts(InetAddress ip, int datagramSize) {
        List<CompletableFuture<Lane>> lanes = new ArrayList<>();
        for (TransferLoop loop : loops) {
            List<CompletableFuture<TransferPort>> ports = new ArrayList<>();
            for (int i = 0; i < PORTS_PER_LOOP; i++) {
                ports.add(openPort(loop, new InetSocketAddress(ip, 0), datagramSize, i));
            }
            lanes.add(joined(ports).thenApply(all -> new Lane(loop, all, false)));
        }
        return joined(lanes);
    }

    private CompletionStage<List<Lane>> openRange(InetAddress ip, PortMode.PortRange range, int datagramSize) {
        List<CompletableFuture<List<TransferPort>>> tries = new ArrayList<>();
        for (int i = 0; i <= range.last() - range.first(); i++) {
            InetSocketAddress address = new InetSocketAddress(ip, range.first() + i);
            tries.add(openPort(loops.get(i % loops.size()), address, datagramSize, i / loops.size())
                    .handle((port, failure) -> {
                        if (failure != null) {
                            LOG.warn(
                                    "a port of the range is left out: {}",
                                    Futures.cause(failure).getMessage());
                        }
                        return failure == null ? List.of(port) : List.of();
                    }));
        }
        return joined(tries).thenCompose(all -> {
            List<TransferPort> ports = all.stream().flatMap(List::stream).toList();
            return ports.isEmpty()
                    ? CompletableFuture.failedFuture(TftpBindException.noneOf(range.first(), range.last(), ip))
                    : CompletableFuture.completedFuture(lanesOf(ports));
        });
    }

    private List<Lane> lanesOf(List<TransferPort> ports) {
        List<Lane> lanes = new ArrayList<>();
        for (TransferLoop loop : loops) {
            List<TransferPort> own =
                    ports.stream().filter(port -> port.loop() == loop).toList();
            if (!own.isEmpty()) {
                lanes.add(new Lane(loop, own, true));
            }
        }
        return lanes;
    }

    private CompletableFuture<TransferPort> openPort(
            TransferLoop loop, InetSocketAddress address, int datagramSize, int number) {
        TransferHandler handler = new TransferHandler(loop);
        return transport
                .bind(loop.eventLoop(), address, datagramSize, handler)
                .thenApply(channel -> {
                    TransferPort port = new TransferPort(handler.context(), transport, loop, number);
                    handler.serve(port);
                    synchronized (this) {
                        transferPorts.add(port);
                    }
                    return port;
                })
                .toCompletableFuture();
    }

    private static <T> CompletableFuture<List<T>> joined(Collection<CompletableFuture<T>> stages) {
        return Futures.all(stages)
                .thenApply(
                        ignored -> stages.stream().map(CompletableFuture::join).toList());
    }

    private int requestSize() {
        return singlePort ? Math.max(REQUEST_SIZE, replySize()) : REQUEST_SIZE;
    }

    /** Where clients may write, DATA comes in as well, and one octet more so that a longer one shows. */
    private int replySize() {
        return config.writes() == WriteTarget.DENY
                ? REPLY_SIZE
                : Math.max(REPLY_SIZE, requestPort.limits().maxBlockSize()) + 5;
    }

    /** The address and port that listens; empty until the socket is open. */
    synchronized Optional<InetSocketAddress> address() {
        return listening.isEmpty()
                ? Optional.empty()
                : Optional.of(listening.get(0).localAddress());
    }

    /** Takes no more requests. Sockets that transfers share stay open. */
    CompletionStage<Void> shut() {
        requestPort.shut();
        return singlePort ? CompletableFuture.completedFuture(null) : closeListening();
    }

    /** Closes what is open. */
    synchronized CompletionStage<Void> close() {
        requestPort.shut();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(closeListening().toCompletableFuture());
        transferPorts.forEach(port -> all.add(Futures.settled(port.close())));
        return Futures.all(all);
    }

    private synchronized CompletionStage<Void> closeListening() {
        return Futures.all(listening.stream()
                .map(channel -> Futures.settled(channel.close()))
                .toList());
    }
}
