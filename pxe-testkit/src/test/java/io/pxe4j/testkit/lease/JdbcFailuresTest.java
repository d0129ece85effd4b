package io.pxe4j.testkit.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.pxe4j.dhcp.jdbc.LeaseStoreException;
import io.pxe4j.testkit.lease.FaultyDatabase.Fault;
import io.pxe4j.testkit.lease.FaultyDatabase.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link JdbcLeaseStore} makes of a database that fails. */
class JdbcFailuresTest {
    @TempDir
    Path directory;

    private FaultyDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = new FaultyDatabase(new Database("jdbc:sqlite:" + directory.resolve("leases.db")));
    }

    private JdbcLeaseStore open(boolean exclusive) {
        return JdbcLeaseStore.builder(database).exclusive(exclusive).open();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The fault at the first such step, and none after. */
    private void failOnce(Step where, Fault fault) {
        AtomicInteger left = new AtomicInteger(1);
        database.plan(step -> step == where && left.getAndDecrement() > 0 ? fault : Fault.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "PREPARE, ERROR", "PREPARE, LOST_BEFORE", "PREPARE, LOST_AFTER",
        "EXECUTE, ERROR", "EXECUTE, LOST_BEFORE", "EXECUTE, LOST_AFTER",
        "COMMIT, ERROR", "COMMIT, LOST_BEFORE", "COMMIT, LOST_AFTER"
    })
    void oneFaultOnTheWayIsMadeGood(Step step, Fault fault) throws Exception {
        for (boolean exclusive : new boolean[] {true, false}) {
            try (JdbcLeaseStore store = open(exclusive)) {
                int address = exclusive ? 1 : 10;
                Lease created = Samples.active(address, address);
                Lease renewed = Samples.renewed(created, 60);
                Lease taken = Samples.active(address, address + 1).after(renewed);
                failOnce(step, fault);
                assertThat(get(store.create(created))).isTrue();
                failOnce(step, fault);
                assertThat(get(store.replace(created, renewed))).isTrue();
                failOnce(step, fault);
                assertThat(get(store.replace(renewed, taken))).isTrue();
                failOnce(step, fault);
                assertThat(get(store.create(created))).isFalse();
                failOnce(step, fault);
                assertThat(get(store.findByAddress(created.address()))).contains(taken);
                assertThat(get(store.findByClient(created.network(), created.client())))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void removalThatMayHaveHappenedIsNotAnswered(boolean exclusive) throws Exception {
        try (JdbcLeaseStore store = open(exclusive)) {
            Lease lease = Samples.active(1, 1);
            get(store.create(lease));
            failOnce(Step.COMMIT, Fault.LOST_AFTER);

            assertThatThrownBy(() -> get(store.remove(lease))).hasCauseInstanceOf(LeaseStoreException.class);
            assertThat(get(store.findByAddress(lease.address()))).isEmpty();
            assertThat(get(store.create(lease))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void databaseThatIsAwayFailsOperationsUntilItIsBack(boolean exclusive) throws Exception {
        try (JdbcLeaseStore store = open(exclusive)) {
            Lease lease = Samples.active(1, 1);
            get(store.create(lease));
            database.breakAll();
            database.plan(step -> step == Step.CONNECT ? Fault.ERROR : Fault.NONE);

            assertThatThrownBy(() -> get(store.replace(lease, Samples.renewed(lease, 60))))
                    .hasMessageContaining("The lease database failed: injected error at CONNECT");
            if (!exclusive) {
                assertThatThrownBy(() -> get(store.findByAddress(lease.address())))
                        .hasMessageContaining("injected error");
            }
            database.plan(step -> Fault.NONE);
            assertThat(untilItWorks(() -> store.replace(lease, Samples.renewed(lease, 60))))
                    .isTrue();
            assertThat(untilItWorks(() -> store.findByAddress(lease.address()))).contains(Samples.renewed(lease, 60));
            assertThat(store.counts().failures()).isPositive();
        }
    }

    private interface Question<T> {
        CompletionStage<T> ask();
    }

    /** As a client asks again: a store that lost its database tries it anew only now and then. */
    private static <T> T untilItWorks(Question<T> question) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return get(question.ask());
            } catch (ExecutionException e) {
                assertThat(System.nanoTime()).as("works within 20 s").isLessThan(end);
            }
        }
    }

    @Test
    void mirrorShowsNothingWhileItIsNotKnownWhatACommitDid() throws Exception {
        try (JdbcLeaseStore store = open(true)) {
            Lease lease = Samples.active(1, 1);
            AtomicInteger commits = new AtomicInteger();
            // the commit happens, its answer is lost, and the database stays away
            database.plan(step -> {
                if (step == Step.COMMIT) {
                    commits.incrementAndGet();
                    return Fault.LOST_AFTER;
                }
                return step == Step.CONNECT && commits.get() > 0 ? Fault.ERROR : Fault.NONE;
            });
            assertThatThrownBy(() -> get(store.create(lease))).hasCauseInstanceOf(LeaseStoreException.class);
            assertThatThrownBy(() -> get(store.findByAddress(lease.address())))
                    .hasMessageContaining("The lease database is away");

            database.plan(step -> Fault.NONE);
            assertThat(untilItWorks(() -> store.findByAddress(lease.address()))).contains(lease);
            assertThat(get(store.findByClient(lease.network(), lease.client()))).contains(lease);
        }
    }

    @Test
    void badChangeFailsAlone() throws Exception {
        try (JdbcLeaseStore store = JdbcLeaseStore.builder(database)
                .batchPause(Duration.ofSeconds(1))
                .batchSize(10)
                .open()) {
            AtomicInteger statements = new AtomicInteger();
            get(store.create(Samples.active(100, 100)));
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            // the batch fails, then of its changes one by one the fifth, three times
            database.plan(step -> {
                int count = step == Step.EXECUTE ? statements.incrementAndGet() : 0;
                return count == 1 || count >= 6 && count <= 8 ? Fault.ERROR : Fault.NONE;
            });
            // the pause after the first commit gathers them
            for (int i = 0; i < 10; i++) {
                answers.add(store.create(Samples.active(i, i)).toCompletableFuture());
            }

            for (int i = 0; i < 10; i++) {
                CompletableFuture<Boolean> answer = answers.get(i);
                if (i == 4) {
                    assertThatThrownBy(() -> get(answer)).hasMessageContaining("injected error");
                } else {
                    assertThat(get(answer)).isTrue();
                }
                assertThat(get(store.findByAddress(Samples.address(i))).isPresent())
                        .isEqualTo(i != 4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EXECUTE, true", "COMMIT, true", "EXECUTE, false", "COMMIT, false", "PREPARE, true"})
    void databaseThatHangsIsGivenUpInTime(Step where, boolean exclusive) throws Exception {
        try (JdbcLeaseStore store = JdbcLeaseStore.builder(database)
                .exclusive(exclusive)
                .timeout(Duration.ofMillis(100))
                .maxWaiting(3)
                .open()) {
            Lease lease = Samples.active(1, 1);
            failOnce(where, Fault.HANG);
            CompletableFuture<Boolean> answer = store.create(lease).toCompletableFuture();

            assertThatThrownBy(() -> get(answer)).hasMessageContaining("does not answer in time");
            // the abort has freed the thread, which then wrote it after all, or did not
            untilItWorks(() -> store.create(lease));
            assertThat(untilItWorks(() -> store.findByAddress(lease.address()))).contains(lease);
        }
    }

    @Test
    void tooManyWaitingOperationsAreRefusedAtOnce() throws Exception {
        try (JdbcLeaseStore store = JdbcLeaseStore.builder(database)
                .maxWaiting(3)
                .timeout(Duration.ofSeconds(20))
                .open()) {
            failOnce(Step.EXECUTE, Fault.HANG);
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            answers.add(store.create(Samples.active(0, 0)).toCompletableFuture());
            database.awaitHanging();
            for (int i = 1; i <= 3; i++) {
                answers.add(store.create(Samples.active(i, i)).toCompletableFuture());
            }
            CompletableFuture<Boolean> refused =
                    store.create(Samples.active(4, 4)).toCompletableFuture();
            assertThat(refused).isDone();
            assertThat(store.counts().overflows()).isEqualTo(1);

            assertThatThrownBy(refused::join)
                    .hasCauseInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("Too many operations wait for the lease database");
            database.release();
            for (CompletableFuture<Boolean> answer : answers) {
                assertThat(get(answer)).isTrue();
            }
        }
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        JdbcLeaseStore store = open(true);
        for (int i = 0; i < 300; i++) {
            answers.add(store.create(Samples.active(i, i)).toCompletableFuture());
        }
        store.close();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getNow(false)).isTrue());
        assertThat(store.counts().commits()).isLessThan(100);
        assertThatThrownBy(() -> get(store.create(Samples.active(500, 500))))
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("The lease store is closed");
        assertThatThrownBy(() -> get(store.findByAddress(Samples.address(1))))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        try (JdbcLeaseStore again = open(true)) {
            assertThat(get(again.countTaken(Samples.NETWORK, Samples.NOW))).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void noAcknowledgedLeaseIsLostWhateverFails(int seed, boolean exclusive) throws Exception {
        Random faults = new Random(seed);
        Audit audit = new Audit();
        try (JdbcLeaseStore store = open(exclusive)) {
            database.plan(step -> {
                synchronized (faults) {
                    Fault fault = Fault.values()[faults.nextInt(4)];
                    return faults.nextInt(12) == 0 ? fault : Fault.NONE;
                }
            });
            List<CompletableFuture<Void>> servers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int server = i;
                servers.add(CompletableFuture.runAsync(
                        () -> audit.work(store, new Random(10L * seed + server), server, 4, 150)));
            }
            for (CompletableFuture<Void> server : servers) {
                server.get(60, TimeUnit.SECONDS);
            }
            database.plan(step -> Fault.NONE);
            assertThat(audit.writes).hasPositiveValue();
            // what memory shows is what the database has
            List<Lease> shown = untilItWorks(() -> store.findBetween(Samples.address(0), Samples.address(1000), 1000));
            try (JdbcLeaseStore fresh = open(false)) {
                assertThat(get(fresh.findBetween(Samples.address(0), Samples.address(1000), 1000)))
                        .isEqualTo(shown);
            }
        }
        try (JdbcLeaseStore again = open(exclusive)) {
            audit.verify(again);
        }
    }

    @Test
    void fullDatabaseIsToldInASentence() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("small.db");
        JdbcLeaseStore.builder(url).open().close();
        try (JdbcLeaseStore store =
                JdbcLeaseStore.builder(url + "?max_page_count=20").open()) {
            int number = 0;
            Throwable failure = null;
            while (failure == null && number < 2000) {
                CompletableFuture<Boolean> answer =
                        store.create(Samples.active(number, number)).toCompletableFuture();
                failure = answer.handle((done, error) -> error).get(20, TimeUnit.SECONDS);
                number++;
            }
            assertThat(failure)
                    .isInstanceOf(LeaseStoreException.class)
                    .hasMessageContaining("The lease database failed:")
                    .hasMessageContaining("database or disk is full");
            // and what was there before is still served
            assertThat(untilItWorks(() -> store.findByAddress(Samples.address(0))))
                    .isPresent();
        }
    }

    @Test
    void readOnlyDatabaseIsToldInASentence() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("readonly.db");
        JdbcLeaseStore.builder(url).open().close();
        try (JdbcLeaseStore store = JdbcLeaseStore.builder(url + "?open_mode=1").open()) {
            assertThatThrownBy(() -> get(store.create(Samples.active(1, 1))))
                    .hasMessageContaining("The lease database failed:")
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void databaseThatCannotBeOpenedIsToldInASentence() {
        String url = "jdbc:sqlite:" + directory.resolve("no such directory").resolve("leases.db");

        assertThatThrownBy(() -> JdbcLeaseStore.builder(url).open())
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining("Cannot open the lease database: ");
        assertThatThrownBy(() -> JdbcLeaseStore.builder("jdbc:nosuch:db").open())
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining("No suitable driver");
    }
}
