package io.pxe4j.tftp.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the transfers of all loops against the limits. Thread-safe. */
final class Admission {
    private final int maxTransfers;
    private final int maxPerClient;
    private final AtomicInteger active = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> perClient = new ConcurrentHashMap<>();

    Admission(int maxTransfers, int maxPerClient) {
        this.maxTransfers = maxTransfers;
        this.maxPerClient = maxPerClient;
    }

    /** Counts one more transfer, or says which limit forbids it. */
    Optional<RefusalReason> enter(InetAddress client) {
        if (active.incrementAndGet() > maxTransfers) {
            active.decrementAndGet();
            return Optional.of(RefusalReason.TOO_MANY_TRANSFERS);
        }
        if (perClient.merge(client, 1, Integer::sum) > maxPerClient) {
            leave(client);
            return Optional.of(RefusalReason.TOO_MANY_FOR_CLIENT);
        }
        return Optional.empty();
    }

    /** A transfer has ended. */
    void leave(InetAddress client) {
        active.decrementAndGet();
        perClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    int active() {
        return active.get();
    }
}
