/**
 * Leases in a database: {@link io.pxe4j.dhcp.jdbc.JdbcLeaseStore} keeps them in SQLite or H2 beside one server, or in a PostgreSQL
 * that several servers share.
 *
 * <p>It needs a {@link javax.sql.DataSource} and the JDK's module {@code java.sql}; which driver is behind it is the user's choice.
 */
@NullMarked
package io.pxe4j.dhcp.jdbc;

import org.jspecify.annotations.NullMarked;
