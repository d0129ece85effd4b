package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store that fails when told: before an operation takes effect, after it, or by never answering. */
final class FaultyLeaseStore implements LeaseStore {
    enum Fault {
        NONE,
        BEFORE,
        AFTER,
        SILENT
    }

    final InMemoryLeaseStore inner = InMemoryLeaseStore.create();
    private Fault next = Fault.NONE;
    private int passes;

    /** Lets so many operations pass, and fails the one after. */
    void fail(Fault fault, int afterOperations) {
        next = fault;
        passes = afterOperations;
    }

    private <T> CompletionStage<T> run(Supplier<CompletionStage<T>> operation) {
        if (next == Fault.NONE || passes-- > 0) {
            return operation.get();
        }
        Fault fault = next;
        next = Fault.NONE;
        return switch (fault) {
            case BEFORE -> CompletableFuture.failedFuture(new IOException("disk full"));
            case AFTER -> {
                operation.get();
                yield CompletableFuture.failedFuture(new IOException("connection lost"));
            }
            case SILENT -> {
                operation.get();
                yield new CompletableFuture<>();
            }
            case NONE -> operation.get();
        };
    }

    @Override
    public CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return run(() -> inner.findByAddress(address));
    }

    @Override
    public CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return run(() -> inner.findByClient(network, client));
    }

    @Override
    public CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        return run(() -> inner.findBetween(first, last, limit));
    }

    @Override
    public CompletionStage<Long> countTaken(String network, Instant now) {
        return run(() -> inner.countTaken(network, now));
    }

    @Override
    public CompletionStage<Boolean> create(Lease lease) {
        return run(() -> inner.create(lease));
    }

    @Override
    public CompletionStage<Boolean> replace(Lease expected, Lease replacement) {
        return run(() -> inner.replace(expected, replacement));
    }

    @Override
    public CompletionStage<Boolean> remove(Lease expected) {
        return run(() -> inner.remove(expected));
    }
}
