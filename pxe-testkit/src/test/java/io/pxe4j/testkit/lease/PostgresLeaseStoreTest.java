package io.pxe4j.testkit.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStoreBuilder;
import io.pxe4j.dhcp.jdbc.LeaseStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PostgresLeaseStoreTest {
    @Nested
    class Shared extends OnPostgres {}

    @Nested
    class WithAMirror extends OnPostgres {
        @Override
        JdbcLeaseStoreBuilder configure(JdbcLeaseStoreBuilder builder) {
            return builder.exclusive(true);
        }
    }

    abstract static class OnPostgres extends JdbcContract {
        private DataSource database;

        @Override
        DataSource emptyDatabase() throws SQLException {
            database = Postgres.emptyDatabase();
            return database;
        }

        @Override
        DataSource sameDatabase() {
            return database;
        }
    }

    @Test
    void serversThatStartTogetherDoNotDisturbEachOther() throws Exception {
        DataSource database = Postgres.emptyDatabase();

        assertThat(Race.run(
                        4,
                        i -> CompletableFuture.supplyAsync(() -> {
                            JdbcLeaseStore.builder(database).open().close();
                            return true;
                        })))
                .containsOnly(true);
    }

    @Test
    void newerDatabaseIsRefusedInASentence() throws Exception {
        DataSource database = Postgres.emptyDatabase();
        JdbcLeaseStore.builder(database).open().close();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE pxe4j_schema SET version = 99");
        }

        assertThatThrownBy(() -> JdbcLeaseStore.builder(database).open())
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining("The lease database has schema version 99, this program knows versions up to ");
    }

    @Test
    void commitsAreDurableEvenWhereTheServerWouldNotWait() throws Exception {
        DataSource database = Postgres.emptyDatabase();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + connection.getCatalog() + " SET synchronous_commit = off");
        }
        FaultyDatabase watched = new FaultyDatabase(database);
        try (JdbcLeaseStore store = JdbcLeaseStore.builder(watched).open()) {
            assertThat(store.create(Samples.active(1, 1)).toCompletableFuture().get())
                    .isTrue();
            assertThat(watched.ask("SHOW synchronous_commit")).containsOnly("local");
        }
    }
}
