package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Leases in a database: SQLite or H2 beside one server, or PostgreSQL (and what speaks SQL like it) shared by several.
 *
 * <pre>{@code
 * try (JdbcLeaseStore store = JdbcLeaseStore.builder("jdbc:sqlite:/var/lib/dhcp/leases.db").open()) {
 *     DhcpLeasing.builder().pool(pool).store(store);
 * }
 * }</pre>
 *
 * <p>A thread of the store's own writes what has gathered in one transaction, so that many clients share one commit; a stage completes
 * after it. The driver's settings are made such that a commit is on the disk when it is reported: WAL with {@code synchronous=FULL} for
 * SQLite, {@code CHECKPOINT SYNC} for H2, {@code synchronous_commit} no weaker than {@code local} for PostgreSQL. Of other databases
 * the administrator sees to that.
 *
 * <p>When the database is away, operations fail, and work again when it is back. When a connection breaks during a commit, the store
 * finds out on the next connection what became of it. A stage that completes exceptionally leaves that open.
 *
 * <p>May be used from any thread. Stages complete on the store's threads, which a dependent action must not block.
 */
public final class JdbcLeaseStore implements LeaseStore, AutoCloseable {
    // What the columns hold, after escapes; no honest client comes near it.
    private static final int MAX_CLIENT = 640;
    private static final int MAX_NETWORK = 128;

    private final StoreCounters counters = new StoreCounters();
    private final Optional<Mirror> mirror;
    private final Lane writes;
    private final Optional<Lane> reads;
    private final Thread watch;
    private volatile boolean closed;

    JdbcLeaseStore(JdbcLeaseStoreBuilder settings, Optional<Mirror> mirror) {
        this.mirror = mirror;
        Link writing = new Link(settings.source, settings.timeout, false);
        this.writes = new Lane(
                "pxe4j-leases-write",
                new LeaseWriter(writing, mirror, counters),
                settings.maxWaiting,
                settings.batchSize,
                settings.batchPause,
                settings.timeout);
        this.reads = mirror.isPresent() ? Optional.empty() : Optional.of(readLane(settings));
        this.watch = new Thread(() -> watch(settings.timeout.toNanos() / 4), "pxe4j-leases-watch");
        this.watch.setDaemon(true);
        writes.start();
        reads.ifPresent(Lane::start);
        watch.start();
    }

    private static Lane readLane(JdbcLeaseStoreBuilder settings) {
        Link reading = new Link(settings.source, settings.timeout, true);
        return new Lane(
                "pxe4j-leases-read",
                new LeaseReader(reading),
                settings.maxWaiting,
                settings.batchSize,
                Duration.ZERO,
                settings.timeout);
    }

    /**
     * Starts a configuration with the driver that the class path has for the URL.
     *
     * @param url such as {@code jdbc:sqlite:/var/lib/dhcp/leases.db} or {@code jdbc:postgresql://db/dhcp?user=dhcp}
     */
    public static JdbcLeaseStoreBuilder builder(String url) {
        return builder(url, new Properties());
    }

    /**
     * The same with what the driver takes beside the URL: {@code user} and {@code password}, which then stand in no message.
     *
     * @param properties copied
     */
    public static JdbcLeaseStoreBuilder builder(String url, Properties properties) {
        return new JdbcLeaseStoreBuilder(new UrlDataSource(url, properties));
    }

    /** Starts a configuration; only the database has no default. */
    public static JdbcLeaseStoreBuilder builder(DataSource source) {
        return new JdbcLeaseStoreBuilder(source);
    }

    @Override
    public CompletionStage<Optional<Lease>> findByAddress(Ip4 address) {
        return mirror.isPresent() ? shown(mirror.get(), shown -> shown.find(address)) : read(Read.byAddress(address));
    }

    @Override
    public CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client) {
        return mirror.isPresent()
                ? shown(mirror.get(), shown -> shown.find(network, client))
                : read(Read.byClient(network, client));
    }

    @Override
    public CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
        return mirror.isPresent()
                ? shown(mirror.get(), shown -> shown.between(first, last, limit))
                : read(Read.between(first, last, limit));
    }

    @Override
    public CompletionStage<Long> countTaken(String network, Instant now) {
        return mirror.isPresent()
                ? shown(mirror.get(), shown -> shown.countTaken(network, now))
                : read(Read.countTaken(network, now));
    }

    private <T> CompletionStage<T> shown(Mirror shown, Function<Mirror, T> question) {
        if (closed) {
            return CompletableFuture.failedFuture(rejected());
        }
        return shown.isClouded()
                ? submit(writes, new Look(shown)).thenApply(clear -> question.apply(shown))
                : CompletableFuture.completedFuture(question.apply(shown));
    }

    private <T> CompletionStage<T> read(Read<T> question) {
        return submit(reads.orElseThrow(), question);
    }

    @Override
    public CompletionStage<Boolean> create(Lease lease) {
        lease.requireFirst();
        return write(Write.create(lease));
    }

    @Override
    public CompletionStage<Boolean> replace(Lease expected, Lease next) {
        next.requireAfter(expected);
        return write(Write.replace(expected, next));
    }

    @Override
    public CompletionStage<Boolean> remove(Lease expected) {
        return write(Write.remove(expected));
    }

    private CompletionStage<Boolean> write(Write change) {
        Lease next = change.next;
        if (LeaseColumns.text(next.client()).length() > MAX_CLIENT
                || EscapedText.write(next.network()).length() > MAX_NETWORK) {
            // In the database it would spoil the whole batch.
            return CompletableFuture.failedFuture(new LeaseStoreException(
                    "Client key or network name is too long to be stored: " + next.client(), null));
        }
        return submit(writes, change);
    }

    private <T> CompletableFuture<T> submit(Lane lane, Operation<T> operation) {
        if (!lane.offer(operation)) {
            counters.overflowed();
            return CompletableFuture.failedFuture(rejected());
        }
        return operation.result;
    }

    private RejectedExecutionException rejected() {
        return new RejectedExecutionException(
                closed ? "The lease store is closed" : "Too many operations wait for the lease database");
    }

    private void watch(long everyNanos) {
        while (!closed) {
            LockSupport.parkNanos(this, everyNanos);
            writes.watch();
            reads.ifPresent(Lane::watch);
        }
    }

    /** What the store has done since it was opened. */
    public LeaseStoreCounts counts() {
        return counters.snapshot();
    }

    /** Writes what waits, at most for twice the time-out, and closes the connections; later operations fail. Blocks. */
    @Override
    public void close() {
        closed = true;
        reads.ifPresent(Lane::close);
        writes.close();
        LockSupport.unpark(watch);
    }

    static LeaseStoreException cannotOpen(SQLException e) {
        return new LeaseStoreException("Cannot open the lease database: " + e.getMessage(), e);
    }
}
