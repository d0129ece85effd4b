package io.pxe4j.dhcp.jdbc;

import org.jspecify.annotations.Nullable;

/** Why the database of a {@link JdbcLeaseStore} cannot be used, or did not do what it was asked, in a sentence. */
public final class LeaseStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A sentence, and the driver's exception if there was one. */
    public LeaseStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
