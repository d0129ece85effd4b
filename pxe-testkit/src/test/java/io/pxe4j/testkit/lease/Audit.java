package io.pxe4j.testkit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseState;
import io.pxe4j.dhcp.engine.LeaseStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Servers that write leases through stores as engines do, and a book of what was acknowledged: no lease of that may be missing, and no
 * version of a record may have been acknowledged to two.
 */
final class Audit {
    private static final int ADDRESSES = 40;
    private static final int CLIENTS = 60;
    private static final int PATIENCE_SECONDS = 50;

    private final Map<Ip4, Lease> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    final AtomicInteger writes = new AtomicInteger();

    /**
     * So many answered steps of one server, whose clients are its own so that each has one conversation at a time. Those that fail do not
     * count: a store that has lost its database refuses at once for a while, and would refuse them all.
     */
    void work(LeaseStore store, Random random, int server, int servers, int steps) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int step = 0;
        while (step < steps) {
            int client = random.nextInt(CLIENTS / servers) * servers + server;
            try {
                exchange(store, random.nextInt(ADDRESSES), Samples.client(client), step);
                step++;
            } catch (CompletionException e) {
                assertThat(System.nanoTime())
                        .as(
                                "%d of %d steps were answered within %d s, the last failure: %s",
                                step, steps, PATIENCE_SECONDS, e)
                        .isLessThan(end);
                Thread.yield();
            }
        }
    }

    /** The client's own address again, or that one, if it is free. */
    private void exchange(LeaseStore store, int number, ClientKey key, int step) {
        Optional<Lease> own = join(store.findByClient(Samples.NETWORK, key));
        int address = own.isPresent()
                ? own.get().address().bits() - Samples.address(0).bits()
                : number;
        Optional<Lease> there = join(store.findByAddress(Samples.address(address)));
        LeaseState state = step % 7 == 0 ? LeaseState.RELEASED : LeaseState.ACTIVE;
        Lease wanted = Samples.lease(address, Samples.NETWORK, key, state);
        if (there.isEmpty()) {
            if (join(store.create(wanted))) {
                acknowledge(wanted);
            }
        } else if (there.get().client().equals(key) || there.get().state() == LeaseState.RELEASED) {
            Lease next = wanted.after(there.get());
            if (join(store.replace(there.get(), next))) {
                acknowledge(next);
            }
        }
    }

    private void acknowledge(Lease lease) {
        writes.incrementAndGet();
        acknowledged.merge(lease.address(), lease, (one, other) -> one.version() > other.version() ? one : other);
        assertThat(versions.add(lease.address() + "/" + lease.version()))
                .as("%s acknowledged once", lease)
                .isTrue();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** What was acknowledged is there, or what came after it; and nobody has two addresses. */
    void verify(LeaseStore store) {
        for (Lease lease : acknowledged.values()) {
            Lease stored = join(store.findByAddress(lease.address())).orElseThrow();
            if (stored.version() == lease.version()) {
                assertThat(stored).isEqualTo(lease);
            } else {
                // an answer was lost: written, but not acknowledged
                assertThat(stored.version()).isGreaterThan(lease.version());
            }
        }
        List<Lease> all = join(store.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 1000));
        Set<ClientKey> clients = new HashSet<>();
        for (Lease lease : all) {
            assertThat(clients.add(lease.client()))
                    .as("%s is the client's only one", lease)
                    .isTrue();
        }
    }
}
