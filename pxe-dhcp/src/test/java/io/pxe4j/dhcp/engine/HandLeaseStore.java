package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store whose answers come when the test says so, in the order it says; each operation takes effect at that moment. */
final class HandLeaseStore implements LeaseStore {
    final InMemoryLeaseStore inner = InMemoryLeaseStore.create();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean byHand = true;

    /** From now on answers at once. */
    void answerAtOnce() {
        byHand = false;
    }

    void answerByHand() {
        byHand = true;
    }

    int waiting() {
        return waiting.size();
    }

    void answer(int index) {
        waiting.remove(index).run();
    }

    private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> operation) {
        if (!byHand) {
            return operation.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.add(() -> result.complete(operation.get().toCompletableFuture().join()));
        return result;
    }

    @Override
    public CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return later(() -> inner.findByAddress(address));
    }

    @Override
    public CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return later(() -> inner.findByClient(network, client));
    }

    @Override
    public CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        return later(() -> inner.findBetween(first, last, limit));
    }

    @Override
    public CompletionStage<Long> countTaken(String network, Instant now) {
        return later(() -> inner.countTaken(network, now));
    }

    @Override
    public CompletionStage<Boolean> create(Lease lease) {
        return later(() -> inner.create(lease));
    }

    @Override
    public CompletionStage<Boolean> replace(Lease expected, Lease next) {
        return later(() -> inner.replace(expected, next));
    }

    @Override
    public CompletionStage<Boolean> remove(Lease expected) {
        return later(() -> inner.remove(expected));
    }
}
