package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of a server on all its addresses. A wildcard stands for those that the machine has, also those that it gets later. */
final class ServerSockets {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private final ServerConfig config;
    private final Transport transport;
    private final List<TransferLoop> loops;
    private final Function<InetSocketAddress, List<InetSocketAddress>> expand;

    private final List<AddressSockets> open = new ArrayList<>();
    /** The port of each wildcard, which may have been 0. */
    private final Map<InetSocketAddress, Integer> wildcardPorts = new HashMap<>();

    private boolean shut;
    private boolean looking;

    /**
     * Opens nothing yet.
     *
     * @param expand the addresses that a wildcard stands for now; any other as it is
     */
    ServerSockets(
            ServerConfig config,
            Transport transport,
            List<TransferLoop> loops,
            Function<InetSocketAddress, List<InetSocketAddress>> expand) {
        this.config = config;
        this.transport = transport;
        this.loops = List.copyOf(loops);
        this.expand = expand;
    }

    /** Opens all; fails with a {@link TftpBindException}. */
    CompletionStage<Void> open() {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (InetSocketAddress address : config.addresses()) {
            all = all.thenCompose(ignored -> open(address, expand.apply(address), 0, address.getPort()));
        }
        return all;
    }

    /** One after the other, as the first address of a wildcard with port 0 decides the port of the others. */
    private CompletionStage<Void> open(
            InetSocketAddress origin, List<InetSocketAddress> addresses, int index, int port) {
        if (index == addresses.size()) {
            return CompletableFuture.completedFuture(null);
        }
        AddressSockets sockets = add(new InetSocketAddress(addresses.get(index).getAddress(), port));
        return sockets.open().thenCompose(ignored -> {
            int bound = sockets.address().orElseThrow().getPort();
            if (origin.getAddress().isAnyLocalAddress()) {
                synchronized (this) {
                    wildcardPorts.put(origin, bound);
                }
            }
            return open(origin, addresses, index + 1, bound);
        });
    }

    private synchronized AddressSockets add(InetSocketAddress address) {
        AddressSockets sockets = new AddressSockets(config, transport, loops, address, open.size());
        open.add(sockets);
        return sockets;
    }

    /** Whether addresses may come that are to be listened on. */
    boolean hasWildcard() {
        return config.addresses().stream()
                .anyMatch(address -> address.getAddress().isAnyLocalAddress());
    }

    /** Listens on the addresses that the machine has got since; what fails is tried again the next time. May take a while. */
    CompletionStage<Void> lookForNew() {
        List<InetSocketAddress> missing = missing();
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (InetSocketAddress address : missing) {
            all = all.thenCompose(ignored -> openLater(address));
        }
        return all.whenComplete((ignored, failure) -> {
            synchronized (this) {
                looking = false;
            }
        });
    }

    private synchronized List<InetSocketAddress> missing() {
        if (shut || looking) {
            return List.of();
        }
        looking = true;
        List<InetSocketAddress> known = localAddresses();
        List<InetSocketAddress> missing = new ArrayList<>();
        wildcardPorts.forEach((wildcard, port) -> expand.apply(wildcard).forEach(found -> {
            InetSocketAddress address = new InetSocketAddress(found.getAddress(), port);
            if (!found.getAddress().isAnyLocalAddress() && !known.contains(address)) {
                missing.add(address);
            }
        }));
        return missing;
    }

    private CompletionStage<Void> openLater(InetSocketAddress address) {
        AddressSockets sockets;
        synchronized (this) {
            if (shut) {
                return CompletableFuture.completedFuture(null);
            }
            sockets = add(address);
        }
        return sockets.open().handle((ignored, failure) -> failure).thenCompose(failure -> {
            if (failure == null) {
                LOG.info("listening on {} too", address);
            } else {
                LOG.debug("{} is not listened on yet", address, failure);
            }
            return failure == null && !isShut() ? CompletableFuture.completedFuture(null) : drop(sockets);
        });
    }

    private synchronized boolean isShut() {
        return shut;
    }

    private synchronized CompletionStage<Void> drop(AddressSockets sockets) {
        open.remove(sockets);
        return sockets.close();
    }

    synchronized List<InetSocketAddress> localAddresses() {
        return open.stream().flatMap(sockets -> sockets.address().stream()).toList();
    }

    /** Takes no more requests. Sockets that transfers share stay open. */
    synchronized CompletionStage<Void> shut() {
        shut = true;
        return Futures.all(open.stream().map(AddressSockets::shut).toList());
    }

    /** Closes what is open. */
    synchronized CompletionStage<Void> close() {
        return Futures.all(open.stream().map(AddressSockets::close).toList());
    }
}
