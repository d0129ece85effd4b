package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InMemoryLeaseStoreTest {
    private static final Ip4 A = ip("10.0.0.50");
    private static final Ip4 B = ip("10.0.0.51");
    private static final ClientKey ONE = ClientKey.of(Lab.MAC);
    private static final ClientKey TWO = ClientKey.of(Lab.OTHER_MAC);
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();

    private static Lease active(Ip4 address, ClientKey client) {
        return new Lease(address, client, LeaseState.ACTIVE, END);
    }

    private static Lease declined(Ip4 address, ClientKey client) {
        return new Lease(address, client, LeaseState.DECLINED, END);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void createsOneRecordPerAddressAndPerClient() {
        assertThat(get(store.create(active(A, ONE)))).isTrue();
        assertThat(get(store.create(active(A, TWO)))).isFalse();
        assertThat(get(store.create(active(B, ONE)))).isFalse();
        assertThat(get(store.findByAddress(A))).contains(active(A, ONE));
        assertThat(get(store.findByClient(ONE))).contains(active(A, ONE));
        assertThat(get(store.findByAddress(B))).isEmpty();
        assertThat(get(store.findByClient(TWO))).isEmpty();
    }

    @Test
    void replacesOnlyWhatIsStillThere() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.replace(active(A, TWO), active(A, ONE)))).isFalse();
        assertThat(get(store.replace(active(A, ONE), active(A, TWO)))).isTrue();
        assertThat(get(store.findByClient(ONE))).isEmpty();
        assertThat(get(store.findByClient(TWO))).contains(active(A, TWO));
    }

    @Test
    void replacementDoesNotGiveAClientTwoAddresses() {
        get(store.create(active(A, ONE)));
        get(store.create(active(B, TWO)));

        assertThat(get(store.replace(active(A, ONE), active(A, TWO)))).isFalse();
        assertThatThrownBy(() -> store.replace(active(A, ONE), active(B, ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void declinedAddressIsNoOnesButKeepsItsRecord() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.replace(active(A, ONE), declined(A, ONE)))).isTrue();
        assertThat(get(store.findByClient(ONE))).isEmpty();
        assertThat(get(store.create(active(B, ONE)))).isTrue();
        assertThat(get(store.findByAddress(A))).contains(declined(A, ONE));
        assertThat(get(store.findByClient(ONE))).contains(active(B, ONE));
        assertThat(get(store.replace(declined(A, ONE), active(A, ONE)))).isFalse();
    }

    @Test
    void removesOnlyWhatIsStillThere() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.remove(declined(A, ONE)))).isFalse();
        assertThat(get(store.remove(active(A, ONE)))).isTrue();
        assertThat(store.size()).isZero();
        assertThat(get(store.findByClient(ONE))).isEmpty();
    }

    @Test
    void listsARangeInOrder() {
        get(store.create(active(B, TWO)));
        get(store.create(active(A, ONE)));
        get(store.create(active(ip("10.0.0.52"), new ClientKey("id:01"))));

        assertThat(get(store.findBetween(A, B))).containsExactly(active(A, ONE), active(B, TWO));
    }
}
