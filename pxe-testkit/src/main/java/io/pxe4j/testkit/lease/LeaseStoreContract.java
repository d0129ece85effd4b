package io.pxe4j.testkit.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseDetails;
import io.pxe4j.dhcp.engine.LeaseState;
import io.pxe4j.dhcp.engine.LeaseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link LeaseStore}, to be extended by the test of each implementation.
 *
 * <pre>{@code
 * class MyLeaseStoreTest extends LeaseStoreContract {
 *     @Override
 *     protected LeaseStore open() {
 *         return MyLeaseStore.connect(emptyDatabase);
 *     }
 * }
 * }</pre>
 *
 * <p>A store that outlives its process overrides {@link #reopen} too, and one that several servers share {@link #openAnother}.
 */
public abstract class LeaseStoreContract {
    private static final int SECONDS = 20;

    private LeaseStore store = InMemoryLeaseStore.create();
    private final List<LeaseStore> others = new ArrayList<>();

    /** For subclasses. */
    protected LeaseStoreContract() {}

    /** A store without records; asked for before each test. */
    protected abstract LeaseStore open() throws Exception;

    /** Closes what {@link #open} or another of these methods gave; by default what is {@link AutoCloseable}. */
    protected void close(LeaseStore opened) throws Exception {
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** A new store on the records of the one that was just closed; empty if those are gone by design. */
    protected Optional<LeaseStore> reopen() throws Exception {
        return Optional.empty();
    }

    /** A second store on the same records, as another server has it; empty if there is no such thing. */
    protected Optional<LeaseStore> openAnother() throws Exception {
        return Optional.empty();
    }

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStores() throws Exception {
        for (LeaseStore other : others) {
            close(other);
        }
        close(store);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + SECONDS + " s", e);
        }
    }

    private boolean create(Lease lease) throws Exception {
        return get(store.create(lease));
    }

    private boolean replace(Lease expected, Lease next) throws Exception {
        return get(store.replace(expected, next));
    }

    private void assertStored(Lease lease) throws Exception {
        assertEquals(Optional.of(lease), get(store.findByAddress(lease.address())));
        Optional<Lease> ofClient = get(store.findByClient(lease.network(), lease.client()));
        if (lease.state() == LeaseState.DECLINED) {
            assertFalse(ofClient.filter(lease::equals).isPresent(), "a declined address is still its client's");
        } else {
            assertEquals(Optional.of(lease), ofClient);
        }
    }

    // Create

    @Test
    void findsNothingInAnEmptyStore() throws Exception {
        assertEquals(Optional.empty(), get(store.findByAddress(Samples.address(1))));
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(1))));
        assertEquals(List.of(), get(store.findBetween(Ip4.of("0.0.0.0"), Ip4.of("255.255.255.255"), 10)));
        assertEquals(0, get(store.countTaken(Samples.NETWORK, Samples.NOW)));
    }

    @Test
    void findsWhatWasCreatedByAddressAndByClient() throws Exception {
        assertTrue(create(Samples.active(1, 1)));

        assertStored(Samples.active(1, 1));
    }

    @Test
    void addressHasOneRecord() throws Exception {
        create(Samples.active(1, 1));

        assertFalse(create(Samples.active(1, 2)));
        assertFalse(create(Samples.active(1, 1)));
        assertStored(Samples.active(1, 1));
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(2))));
    }

    @Test
    void clientHasOneRecordInANetwork() throws Exception {
        create(Samples.active(1, 1));

        assertFalse(create(Samples.active(2, 1)));
        assertEquals(Optional.empty(), get(store.findByAddress(Samples.address(2))));
        assertStored(Samples.active(1, 1));
    }

    @Test
    void clientMayHaveARecordInEachNetwork() throws Exception {
        Lease elsewhere = Samples.lease(2, "10.1.0.0/16", Samples.client(1), LeaseState.ACTIVE);

        assertTrue(create(Samples.active(1, 1)));
        assertTrue(create(elsewhere));
        assertStored(Samples.active(1, 1));
        assertStored(elsewhere);
    }

    @Test
    void declinedAddressesAreNotTheirClients() throws Exception {
        assertTrue(create(Samples.declined(1, 1)));
        assertTrue(create(Samples.declined(2, 1)));
        assertTrue(create(Samples.active(3, 1)));

        assertStored(Samples.declined(1, 1));
        assertStored(Samples.declined(2, 1));
        assertStored(Samples.active(3, 1));
        assertFalse(create(Samples.active(1, 2)));
    }

    @Test
    void firstWriteHasVersionOne() {
        Lease second = Samples.second(Samples.active(1, 1));

        assertThrows(IllegalArgumentException.class, () -> store.create(second));
    }

    // Replace

    @Test
    void replacesWhatIsStillStored() throws Exception {
        Lease first = Samples.active(1, 1);
        Lease renewed = Samples.renewed(first, 60);
        create(first);

        assertTrue(replace(first, renewed));
        assertStored(renewed);
        assertTrue(replace(renewed, Samples.renewed(renewed, 120)));
        assertStored(Samples.renewed(renewed, 120));
    }

    @Test
    void olderVersionIsNotReplaced() throws Exception {
        Lease first = Samples.active(1, 1);
        create(first);
        replace(first, Samples.renewed(first, 60));

        assertFalse(replace(first, Samples.renewed(first, 120)));
        assertStored(Samples.renewed(first, 60));
    }

    @Test
    void otherClientsRecordIsNotReplaced() throws Exception {
        create(Samples.active(1, 1));

        assertFalse(replace(Samples.active(1, 2), Samples.second(Samples.active(1, 2))));
        assertFalse(replace(Samples.active(2, 1), Samples.second(Samples.active(2, 1))));
        assertFalse(replace(Samples.declined(1, 2), Samples.second(Samples.active(1, 2))));
        assertStored(Samples.active(1, 1));
    }

    @Test
    void anotherClientTakesTheAddressOver() throws Exception {
        Lease released = Samples.lease(1, Samples.NETWORK, Samples.client(1), LeaseState.RELEASED);
        Lease taken = Samples.second(Samples.active(1, 2));
        create(released);

        assertTrue(replace(released, taken));
        assertStored(taken);
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(1))));
        assertTrue(create(Samples.active(2, 1)));
    }

    @Test
    void addressMovesToAnotherNetwork() throws Exception {
        Lease first = Samples.active(1, 1);
        Lease moved = Samples.second(Samples.lease(1, "lab", Samples.client(1), LeaseState.ACTIVE));
        create(first);

        assertTrue(replace(first, moved));
        assertStored(moved);
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(1))));
    }

    @Test
    void replacementGivesNoClientASecondAddress() throws Exception {
        create(Samples.active(1, 1));
        create(Samples.active(2, 2));

        assertFalse(replace(Samples.active(1, 1), Samples.second(Samples.active(1, 2))));
        assertStored(Samples.active(1, 1));
        assertStored(Samples.active(2, 2));
    }

    @Test
    void decliningFreesTheClientAndKeepsTheAddress() throws Exception {
        Lease declined = Samples.second(Samples.declined(1, 1));
        create(Samples.active(1, 1));

        assertTrue(replace(Samples.active(1, 1), declined));
        assertStored(declined);
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(1))));
        assertTrue(create(Samples.active(2, 1)));
        // the quarantine ends while the client has another address
        assertFalse(replace(declined, Samples.renewed(Samples.active(1, 1), 9).after(declined)));
        assertTrue(replace(declined, Samples.active(1, 3).after(declined)));
        assertStored(Samples.active(1, 3).after(declined));
        assertStored(Samples.active(2, 1));
    }

    @Test
    void replacementHasTheSameAddressAndTheVersionAfter() throws Exception {
        Lease first = Samples.active(1, 1);
        create(first);

        assertThrows(IllegalArgumentException.class, () -> store.replace(first, first));
        assertThrows(IllegalArgumentException.class, () -> store.replace(first, Samples.second(Samples.active(2, 1))));
        assertStored(first);
    }

    // Remove

    @Test
    void removesWhatIsStillStored() throws Exception {
        create(Samples.active(1, 1));

        assertTrue(get(store.remove(Samples.active(1, 1))));
        assertEquals(Optional.empty(), get(store.findByAddress(Samples.address(1))));
        assertEquals(Optional.empty(), get(store.findByClient(Samples.NETWORK, Samples.client(1))));
        assertTrue(create(Samples.active(2, 1)));
        assertTrue(create(Samples.active(1, 2)));
    }

    @Test
    void removesNothingElse() throws Exception {
        Lease first = Samples.active(1, 1);
        create(first);
        replace(first, Samples.renewed(first, 60));

        assertFalse(get(store.remove(first)));
        assertFalse(get(store.remove(Samples.second(Samples.active(1, 2)))));
        assertFalse(get(store.remove(Samples.active(2, 1))));
        assertStored(Samples.renewed(first, 60));
        assertTrue(get(store.remove(Samples.renewed(first, 60))));
    }

    @Test
    void removesADeclinedRecordAndLeavesItsClientTheOther() throws Exception {
        create(Samples.declined(1, 1));
        create(Samples.active(2, 1));

        assertTrue(get(store.remove(Samples.declined(1, 1))));
        assertStored(Samples.active(2, 1));
    }

    // Ranges and counts

    @Test
    void listsAsUnsignedNumbersFromFirstToLast() throws Exception {
        List<Lease> all = new ArrayList<>();
        for (String address : Samples.SCATTERED) {
            all.add(Samples.at(Ip4.of(address), all.size()));
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            create(all.get(i));
        }

        assertEquals(all, get(store.findBetween(Ip4.of("0.0.0.0"), Ip4.of("255.255.255.255"), 1000)));
        assertEquals(
                all.subList(1, 4),
                get(store.findBetween(all.get(1).address(), all.get(3).address(), 1000)));
        assertEquals(List.of(), get(store.findBetween(Ip4.of("10.0.1.0"), Ip4.of("10.0.1.255"), 1000)));
        assertEquals(List.of(), get(store.findBetween(Ip4.of("10.0.0.5"), Ip4.of("10.0.0.4"), 1000)));
    }

    @Test
    void pagesThroughAllRecords() throws Exception {
        for (int i = 0; i < 25; i++) {
            create(Samples.active(3 * i, i));
        }

        List<Ip4> found = new ArrayList<>();
        List<Lease> page = get(store.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 10));
        while (!page.isEmpty()) {
            page.forEach(lease -> found.add(lease.address()));
            Ip4 next = new Ip4(found.get(found.size() - 1).bits() + 1);
            page = get(store.findBetween(next, Ip4.of("255.255.255.255"), 10));
        }
        assertEquals(25, found.size());
        assertEquals(found.stream().sorted().distinct().toList(), found);
    }

    @Test
    void pageHoldsAtLeastOne() {
        assertThrows(
                IllegalArgumentException.class, () -> store.findBetween(Samples.address(1), Samples.address(2), 0));
    }

    @Test
    void countsWhatNobodyElseMayHave() throws Exception {
        create(Samples.active(1, 1));
        create(Samples.declined(2, 2));
        create(Samples.lease(3, Samples.NETWORK, Samples.client(3), LeaseState.RELEASED));
        create(Samples.lease(4, "lab", Samples.client(4), LeaseState.ACTIVE));

        assertEquals(2, get(store.countTaken(Samples.NETWORK, Samples.ENDS.minusSeconds(1))));
        assertEquals(0, get(store.countTaken(Samples.NETWORK, Samples.ENDS)));
        assertEquals(1, get(store.countTaken("lab", Samples.NOW)));
        assertEquals(0, get(store.countTaken("no such", Samples.NOW)));
    }

    // Values

    @Test
    void keepsWhateverARecordHolds() throws Exception {
        List<Lease> all = Samples.exotic();
        for (Lease lease : all) {
            assertTrue(create(lease), () -> "not created: " + lease);
        }
        for (Lease lease : all) {
            assertStored(lease);
        }
        assertEquals(all, get(store.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 1000)));
    }

    @Test
    void replacementChangesAndForgetsDetails() throws Exception {
        Lease last = Samples.active(1, 1);
        create(last);
        for (LeaseDetails details : Samples.exoticDetails()) {
            Lease next = Samples.with(last, details);
            assertTrue(replace(last, next));
            assertStored(next);
            last = next;
        }
    }

    // Durability, other servers, races

    @Test
    void acknowledgedWritesOutliveTheStore() throws Exception {
        List<Lease> all = Samples.exotic();
        for (Lease lease : all) {
            create(lease);
        }
        Lease renewed = Samples.renewed(all.get(0), 60);
        replace(all.get(0), renewed);
        get(store.remove(all.get(1)));
        close(store);

        Optional<LeaseStore> again = reopen();
        Assumptions.assumeTrue(again.isPresent(), "this store forgets by design");
        store = again.get();
        assertStored(renewed);
        assertEquals(Optional.empty(), get(store.findByAddress(all.get(1).address())));
        for (Lease lease : all.subList(2, all.size())) {
            assertStored(lease);
        }
        assertFalse(replace(all.get(0), Samples.renewed(all.get(0), 90)));
        assertTrue(replace(renewed, Samples.renewed(renewed, 90)));
    }

    @Test
    void anotherServerSeesAndObeysWhatIsStored() throws Exception {
        LeaseStore other = another();
        Lease mine = Samples.active(1, 1);
        Lease renewed = Samples.renewed(mine, 60);

        assertTrue(create(mine));
        assertFalse(get(other.create(Samples.active(1, 2))));
        assertFalse(get(other.create(Samples.active(2, 1))));
        assertEquals(Optional.of(mine), get(other.findByAddress(mine.address())));
        assertTrue(get(other.replace(mine, renewed)));
        assertFalse(replace(mine, Samples.renewed(mine, 120)));
        assertStored(renewed);
    }

    private LeaseStore another() throws Exception {
        Optional<LeaseStore> other = openAnother();
        Assumptions.assumeTrue(other.isPresent(), "this store is not shared");
        others.add(other.get());
        return other.get();
    }

    /** The store, and another server's if there is such a thing: what races use in turn. */
    private List<LeaseStore> contenders() throws Exception {
        Optional<LeaseStore> other = openAnother();
        other.ifPresent(others::add);
        return other.isPresent() ? List.of(store, other.get()) : List.of(store);
    }

    @Test
    void oneOfManyClientsGetsAnAddress() throws Exception {
        List<LeaseStore> contenders = contenders();
        for (int address = 0; address < 8; address++) {
            List<Lease> wanted = new ArrayList<>();
            for (int client = 0; client < 16; client++) {
                wanted.add(Samples.active(address, 100 * address + client));
            }
            List<Boolean> won = Race.run(
                    wanted.size(), i -> contenders.get(i % contenders.size()).create(wanted.get(i)));
            assertEquals(1, won.stream().filter(done -> done).count());
            assertStored(wanted.get(won.indexOf(true)));
        }
    }

    @Test
    void clientThatAsksForManyAddressesGetsOne() throws Exception {
        List<LeaseStore> contenders = contenders();
        for (int client = 0; client < 8; client++) {
            List<Lease> wanted = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                wanted.add(Samples.active(16 * client + i, client));
            }
            List<Boolean> won = Race.run(
                    wanted.size(), i -> contenders.get(i % contenders.size()).create(wanted.get(i)));
            assertEquals(1, won.stream().filter(done -> done).count());
            assertStored(wanted.get(won.indexOf(true)));
        }
    }

    @Test
    void oneOfManyReplacementsHappens() throws Exception {
        List<LeaseStore> contenders = contenders();
        Lease last = Samples.lease(1, Samples.NETWORK, Samples.client(0), LeaseState.RELEASED);
        create(last);
        for (int round = 0; round < 8; round++) {
            Lease expected = last;
            int first = 100 * round;
            List<Boolean> won = Race.run(
                    16,
                    i -> contenders
                            .get(i % contenders.size())
                            .replace(expected, Samples.active(1, first + i).after(expected)));
            assertEquals(1, won.stream().filter(done -> done).count());
            last = Samples.active(1, first + won.indexOf(true)).after(expected);
            assertStored(last);
        }
    }

    @Test
    void removalAndReplacementDoNotBothHappen() throws Exception {
        List<LeaseStore> contenders = contenders();
        for (int round = 0; round < 8; round++) {
            Lease lease = Samples.active(round, round);
            create(lease);
            List<Boolean> won = Race.run(8, i -> {
                LeaseStore mine = contenders.get(i % contenders.size());
                return i % 4 < 2 ? mine.remove(lease) : mine.replace(lease, Samples.renewed(lease, i));
            });
            assertEquals(1, won.stream().filter(done -> done).count());
            int winner = won.indexOf(true);
            assertEquals(
                    winner % 4 < 2 ? Optional.empty() : Optional.of(Samples.renewed(lease, winner)),
                    get(store.findByAddress(lease.address())));
        }
    }

    @Test
    void doesAsTheModelDoes() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            close(store);
            store = open();
            LeaseStore model = InMemoryLeaseStore.create();
            History history = new History(new Random(seed));
            for (int step = 0; step < 120; step++) {
                History.Step next = history.next(model);
                assertEquals(get(next.on(model)), get(next.on(store)), next::toString);
            }
            assertEquals(
                    get(model.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 1000)),
                    get(store.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 1000)));
        }
    }

    @Test
    void answersManyOperationsAtOnce() throws Exception {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add(store.create(Samples.active(i, i)).toCompletableFuture());
        }
        for (CompletableFuture<Boolean> answer : answers) {
            assertTrue(get(answer));
        }
        assertEquals(1000, get(store.countTaken(Samples.NETWORK, Samples.NOW)));
    }
}
