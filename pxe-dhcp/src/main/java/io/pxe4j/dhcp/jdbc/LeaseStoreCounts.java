package io.pxe4j.dhcp.jdbc;

/**
 * What a {@link JdbcLeaseStore} has done since it was opened.
 *
 * @param writes changes that are durable
 * @param commits how many transactions they took
 * @param failures changes that failed
 * @param overflows operations refused because too many were waiting
 */
public record LeaseStoreCounts(long writes, long commits, long failures, long overflows) {}
