package io.pxe4j.testkit.lease;

import io.pxe4j.dhcp.engine.LeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStoreBuilder;
import java.util.Optional;
import javax.sql.DataSource;

/** The contract for a store in a database that the test names. */
abstract class JdbcContract extends LeaseStoreContract {
    abstract DataSource emptyDatabase() throws Exception;

    abstract DataSource sameDatabase() throws Exception;

    JdbcLeaseStoreBuilder configure(JdbcLeaseStoreBuilder builder) {
        return builder;
    }

    @Override
    protected LeaseStore open() throws Exception {
        return configure(JdbcLeaseStore.builder(emptyDatabase())).open();
    }

    @Override
    protected Optional<LeaseStore> reopen() throws Exception {
        return Optional.of(configure(JdbcLeaseStore.builder(sameDatabase())).open());
    }

    @Override
    protected Optional<LeaseStore> openAnother() throws Exception {
        return Optional.of(configure(JdbcLeaseStore.builder(sameDatabase())).open());
    }
}
