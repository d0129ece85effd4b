/**
 * What every {@link io.pxe4j.dhcp.engine.LeaseStore} must do, as tests to extend: {@link io.pxe4j.testkit.lease.LeaseStoreContract}.
 *
 * <p>Needs JUnit 5, which the rest of the test kit does without.
 */
@NullMarked
package io.pxe4j.testkit.lease;

import org.jspecify.annotations.NullMarked;
