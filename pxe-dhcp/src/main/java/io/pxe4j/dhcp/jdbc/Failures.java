package io.pxe4j.dhcp.jdbc;

import java.sql.SQLException;

/** What the database says, in a sentence of ours. */
final class Failures {
    private Failures() {}

    static LeaseStoreException explain(SQLException e) {
        // A batch says only that it failed; why is behind it.
        SQLException cause = e.getNextException() == null ? e : e.getNextException();
        return new LeaseStoreException("The lease database failed: " + cause.getMessage(), e);
    }

    static LeaseStoreException late() {
        return new LeaseStoreException("The lease database does not answer in time", null);
    }
}
