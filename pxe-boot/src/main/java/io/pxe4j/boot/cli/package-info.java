/**
 * The commands of {@link io.pxe4j.boot.Main}: what they take, what they print, and their exit status.
 *
 * <p>Start at {@link io.pxe4j.boot.cli.PxeBootCommand}. Every problem is one sentence on standard error that says what to do, and exit
 * status 2.
 */
@NullMarked
package io.pxe4j.boot.cli;

import org.jspecify.annotations.NullMarked;
