package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that always fails. */
final class BrokenLeaseStore implements LeaseStore {
    private static <T> CompletionStage<T> broken() {
        return CompletableFuture.failedFuture(new IOException("disk full"));
    }

    @Override
    public CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return broken();
    }

    @Override
    public CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return broken();
    }

    @Override
    public CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        return broken();
    }

    @Override
    public CompletionStage<Long> countTaken(String network, Instant now) {
        return broken();
    }

    @Override
    public CompletionStage<Boolean> create(Lease lease) {
        return broken();
    }

    @Override
    public CompletionStage<Boolean> replace(Lease expected, Lease next) {
        return broken();
    }

    @Override
    public CompletionStage<Boolean> remove(Lease expected) {
        return broken();
    }
}
