package io.pxe4j.bench;

import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A lease store for one measurement, and what there is to clear away after it. */
public final class LeaseStores implements AutoCloseable {
    private final LeaseStore store;
    private final AutoCloseable closing;

    private LeaseStores(LeaseStore store, AutoCloseable closing) {
        this.store = store;
        this.closing = closing;
    }

    /** Where leases are kept. */
    public enum Kind {
        /** In a map. */
        MEMORY,
        /** In a file of SQLite in the directory for temporary files; durable before it is acknowledged. */
        SQLITE
    }

    /** A new, empty store. */
    static LeaseStores open(Kind kind) throws IOException {
        if (kind == Kind.MEMORY) {
            return new LeaseStores(InMemoryLeaseStore.create(), () -> {});
        }
        Path directory = Files.createTempDirectory("pxe4j-bench");
        JdbcLeaseStore store = JdbcLeaseStore.builder("jdbc:sqlite:" + directory.resolve("leases.db"))
                .open();
        return new LeaseStores(store, () -> {
            store.close();
            delete(directory);
        });
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LeaseStore store() {
        return store;
    }

    @Override
    public void close() throws Exception {
        closing.close();
    }
}
