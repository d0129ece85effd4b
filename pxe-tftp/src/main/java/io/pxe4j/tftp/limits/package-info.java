/**
 * Who may ask a TFTP server, how often, and how much may run at once.
 *
 * <p>Start at {@link io.pxe4j.tftp.limits.TftpLimits}, which holds every limit and its default, and
 * {@link io.pxe4j.tftp.limits.ClientAccess}, by which a user's own code decides. Nothing here knows a socket or a clock.
 *
 * <p>RFCs: <a href="https://datatracker.ietf.org/doc/html/rfc1123#page-48">1123 §4.2.3.4</a> (access control).
 */
@NullMarked
package io.pxe4j.tftp.limits;

import org.jspecify.annotations.NullMarked;
