package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InMemoryLeaseStoreTest {
    private static final String NET = "10.0.0.0/24";
    private static final Ip4 A = ip("10.0.0.50");
    private static final Ip4 B = ip("10.0.0.51");
    private static final ClientKey ONE = ClientKey.of(Lab.MAC);
    private static final ClientKey TWO = ClientKey.of(Lab.OTHER_MAC);
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();

    private static Lease lease(Ip4 address, ClientKey client, LeaseState state) {
        return Lease.of(address, NET, client, state, END, LeaseDetails.of(Lab.MAC, END));
    }

    private static Lease second(Lease lease) {
        return lease.after(lease);
    }

    private static Lease active(Ip4 address, ClientKey client) {
        return lease(address, client, LeaseState.ACTIVE);
    }

    private static Lease declined(Ip4 address, ClientKey client) {
        return lease(address, client, LeaseState.DECLINED);
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
        assertThat(get(store.findByClient(NET, ONE))).contains(active(A, ONE));
        assertThat(get(store.findByAddress(B))).isEmpty();
        assertThat(get(store.findByClient(NET, TWO))).isEmpty();
    }

    @Test
    void replacesOnlyWhatIsStillThere() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.replace(active(A, TWO), second(active(A, ONE))))).isFalse();
        assertThat(get(store.replace(active(A, ONE), second(active(A, TWO))))).isTrue();
        assertThat(get(store.findByClient(NET, ONE))).isEmpty();
        assertThat(get(store.findByClient(NET, TWO))).contains(second(active(A, TWO)));
    }

    @Test
    void replacementDoesNotGiveAClientTwoAddresses() {
        get(store.create(active(A, ONE)));
        get(store.create(active(B, TWO)));

        assertThat(get(store.replace(active(A, ONE), second(active(A, TWO))))).isFalse();
        assertThatThrownBy(() -> store.replace(active(A, ONE), active(B, ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void declinedAddressIsNoOnesButKeepsItsRecord() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.replace(active(A, ONE), second(declined(A, ONE))))).isTrue();
        assertThat(get(store.findByClient(NET, ONE))).isEmpty();
        assertThat(get(store.create(active(B, ONE)))).isTrue();
        assertThat(get(store.findByAddress(A))).contains(second(declined(A, ONE)));
        assertThat(get(store.findByClient(NET, ONE))).contains(active(B, ONE));
        assertThat(get(store.replace(second(declined(A, ONE)), active(A, ONE).after(second(declined(A, ONE))))))
                .isFalse();
    }

    @Test
    void removesOnlyWhatIsStillThere() {
        get(store.create(active(A, ONE)));

        assertThat(get(store.remove(second(active(A, ONE))))).isFalse();
        assertThat(get(store.remove(active(A, ONE)))).isTrue();
        assertThat(store.size()).isZero();
        assertThat(get(store.findByClient(NET, ONE))).isEmpty();
    }

    @Test
    void listsARangeInOrder() {
        get(store.create(active(B, TWO)));
        get(store.create(active(A, ONE)));
        get(store.create(active(ip("10.0.0.52"), new ClientKey("id:01"))));

        assertThat(get(store.findBetween(A, B, 256))).containsExactly(active(A, ONE), active(B, TWO));
    }
}
