package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();
    private final AtomicBoolean forgotten = new AtomicBoolean();
    private final CountDownLatch acknowledged = new CountDownLatch(100);

    @Test
    void leasesAreAcknowledgedUntilItIsClosedAndTheStoreIsForgotten() throws Exception {
        Rehearsal rehearsal = start(Duration.ofMinutes(1));

        assertThat(acknowledged.await(30, TimeUnit.SECONDS)).isTrue();
        rehearsal.close();

        assertThat(forgotten).isTrue();
        assertThat(store.size()).isBetween(100, 4000);
    }

    @Test
    void noTimeMeansNone() throws Exception {
        start(Duration.ZERO).close();

        assertThat(forgotten).isFalse();
        assertThat(store.size()).isZero();
    }

    private Rehearsal start(Duration time) {
        return Rehearsal.start(
                () -> new OpenLeaseStore(store, Optional.empty(), () -> forgotten.set(true)),
                leases -> context -> new Counting(DhcpLeasing.builder()
                        .store(leases)
                        .pool(AddressPool.of(Rehearsal.RANGE))
                        .build(context)),
                time);
    }

    private final class Counting implements DhcpEngine {
        private final DhcpEngine engine;

        Counting(DhcpEngine engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
            return engine.handle(request, arrival).whenComplete((outcome, error) -> {
                if (outcome instanceof DhcpReply reply && reply.type().equals(DhcpMessageType.ACK)) {
                    acknowledged.countDown();
                }
            });
        }
    }
}
