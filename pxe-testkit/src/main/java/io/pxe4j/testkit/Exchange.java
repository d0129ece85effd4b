package io.pxe4j.testkit;

import java.time.Duration;

/**
 * One step of a boot as the client lived it: a message that left or came, or a decision it took.
 *
 * @param at time since the boot began
 * @param stage which firmware of the plan was running, such as {@code Intel PXE ROM}
 * @param direction who sent it; {@link Direction#INSIDE} for a decision
 * @param protocol what it belongs to
 * @param what the message in words, such as {@code OFFER yiaddr 10.0.0.5 file undionly.kpxe}; printable ASCII
 * @param size bytes of UDP payload or HTTP body; of all its packets for a run of TFTP DATA; 0 for a decision
 * @param peer the server's address and port, {@code broadcast}, or empty for a decision
 */
public record Exchange(
        Duration at, String stage, Direction direction, Protocol protocol, String what, long size, String peer) {
    /** Which way a message went. */
    public enum Direction {
        /** From the simulated client. */
        TO_SERVER,
        /** To the simulated client. */
        TO_CLIENT,
        /** Nothing was sent: the client decided something, or refused what it had got. */
        INSIDE
    }

    /** The protocol of a step. */
    public enum Protocol {
        /** DHCP and ProxyDHCP, ports 67 and 4011. */
        DHCP,
        /** TFTP. */
        TFTP,
        /** HTTP. */
        HTTP,
        /** The lines of an iPXE script. */
        SCRIPT
    }
}
