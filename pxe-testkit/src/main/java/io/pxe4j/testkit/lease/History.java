package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseState;
import io.pxe4j.dhcp.engine.LeaseStore;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** Operations as they come, most of them sensible, on so few addresses and clients that they get in each other's way. */
final class History {
    private static final int ADDRESSES = 6;
    private static final int CLIENTS = 5;
    private static final List<String> NETWORKS = List.of(Samples.NETWORK, "lab");

    private static final List<LeaseState> STATES =
            List.of(LeaseState.ACTIVE, LeaseState.ACTIVE, LeaseState.RELEASED, LeaseState.DECLINED);

    private final Random random;

    History(Random random) {
        this.random = random;
    }

    /** One operation, to be done on two stores. */
    interface Step {
        CompletionStage<?> on(LeaseStore store);
    }

    Step next(LeaseStore model) {
        Lease wanted = wanted();
        Optional<Lease> stored =
                model.findByAddress(wanted.address()).toCompletableFuture().join();
        // now and then from a memory that is wrong
        Lease expected = random.nextInt(5) == 0 ? wanted : stored.orElse(wanted);
        return switch (random.nextInt(8)) {
            case 0, 1 -> step("create " + wanted, store -> store.create(wanted));
            case 2, 3, 4 ->
                step(
                        "replace " + expected + " with " + wanted,
                        store -> store.replace(expected, wanted.after(expected)));
            case 5 -> step("remove " + expected, store -> store.remove(expected));
            case 6 -> step("find " + wanted, store -> store.findByClient(wanted.network(), wanted.client()));
            default -> step("count", store -> store.countTaken(wanted.network(), Samples.NOW));
        };
    }

    private Lease wanted() {
        LeaseState state = STATES.get(random.nextInt(STATES.size()));
        return Samples.lease(
                random.nextInt(ADDRESSES),
                NETWORKS.get(random.nextInt(2)),
                Samples.client(random.nextInt(CLIENTS)),
                state);
    }

    private static Step step(String name, Step does) {
        return new Step() {
            @Override
            public CompletionStage<?> on(LeaseStore store) {
                return does.on(store);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
