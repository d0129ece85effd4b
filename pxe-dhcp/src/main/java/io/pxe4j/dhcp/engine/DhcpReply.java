package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacketWriter;
import java.time.Duration;
import java.util.Objects;

/**
 * An answer.
 *
 * @param type its message type
 * @param message what to send, still to be encoded; it may refer to the request's buffer
 * @param destination where to send it, through the socket that received the request
 * @param delay how long to hold it back, zero or more: some ROMs are deaf to an answer that comes at once
 */
public record DhcpReply(DhcpMessageType type, DhcpPacketWriter message, ReplyDestination destination, Duration delay)
        implements DhcpOutcome {
    /**
     * Checks that nothing is missing.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public DhcpReply {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(destination, "destination");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
        }
    }

    /** An answer to send at once. */
    public DhcpReply(DhcpMessageType type, DhcpPacketWriter message, ReplyDestination destination) {
        this(type, message, destination, Duration.ZERO);
    }
}
