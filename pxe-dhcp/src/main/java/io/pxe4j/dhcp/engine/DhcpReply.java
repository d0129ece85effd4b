package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacketWriter;
import java.util.Objects;

/**
 * An answer.
 *
 * @param type its message type
 * @param message what to send, still to be encoded; it may refer to the request's buffer
 * @param destination where to send it, through the socket that received the request
 */
public record DhcpReply(DhcpMessageType type, DhcpPacketWriter message, ReplyDestination destination)
        implements DhcpOutcome {
    /** Checks that nothing is missing. */
    public DhcpReply {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(destination, "destination");
    }
}
