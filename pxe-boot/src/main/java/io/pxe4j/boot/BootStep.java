package io.pxe4j.boot;

import io.pxe4j.dhcp.HardwareAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One step of a client's way to its boot, as the server saw it.
 *
 * @param at when
 * @param kind what happened
 * @param client the client's hardware address, if it is known: from its DHCP packets, by its address for TFTP and HTTP
 * @param who the client in words: {@code 52:54:00:00:00:01, x86 BIOS, PXE ROM}, or its IP address
 * @param text what it got, or why it got nothing; printable, whatever the client sent
 */
public record BootStep(Instant at, Kind kind, Optional<HardwareAddress> client, String who, String text) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    /** What happened. */
    public enum Kind {
        /** A DHCP or ProxyDHCP request was answered. */
        DHCP_ANSWERED,
        /** A DHCP packet got no answer, and its sender may have expected one. */
        DHCP_DROPPED,
        /** A DHCP packet that is none of this server's business: not from a booting machine, or for another server. */
        DHCP_PASSED_BY,
        /** A reply of another DHCP server was seen. */
        OTHER_SERVER_SEEN,
        /** A whole file was sent by TFTP. */
        TFTP_SENT,
        /** A client asked TFTP for the size of a file only. */
        TFTP_PROBED,
        /** A TFTP transfer broke off. */
        TFTP_FAILED,
        /** A TFTP request was refused. */
        TFTP_REFUSED,
        /** An HTTP request was answered with content. */
        HTTP_SENT,
        /** An HTTP transfer broke off. */
        HTTP_FAILED,
        /** An HTTP request was refused, status 400 or above. */
        HTTP_REFUSED
    }

    /** One line: the time of day, the client, what it got. */
    @Override
    public String toString() {
        return TIME.format(at) + "  " + who + ": " + text;
    }
}
