package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store that counts what is read and written. */
final class CountingLeaseStore implements LeaseStore {
    private final InMemoryLeaseStore inner = InMemoryLeaseStore.create();
    private int reads;
    private int writes;

    int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }

    @Override
    public CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        reads++;
        return inner.findByAddress(address);
    }

    @Override
    public CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        reads++;
        return inner.findByClient(network, client);
    }

    @Override
    public CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        reads++;
        return inner.findBetween(first, last, limit);
    }

    @Override
    public CompletionStage<Long> countTaken(String network, Instant now) {
        return inner.countTaken(network, now);
    }

    @Override
    public CompletionStage<Boolean> create(Lease lease) {
        writes++;
        return inner.create(lease);
    }

    @Override
    public CompletionStage<Boolean> replace(Lease expected, Lease next) {
        writes++;
        return inner.replace(expected, next);
    }

    @Override
    public CompletionStage<Boolean> remove(Lease expected) {
        writes++;
        return inner.remove(expected);
    }
}
