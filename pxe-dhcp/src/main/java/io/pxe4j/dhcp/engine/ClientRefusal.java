package io.pxe4j.dhcp.engine;

import java.util.Objects;

/**
 * Why a client did not take a packet.
 *
 * @param reason the class of reasons
 * @param detail what it was in this case, empty or one phrase; what the sender wrote is escaped in it, so it is safe to print
 */
public record ClientRefusal(ClientRefusalReason reason, String detail) {
    /** Checks that nothing is missing. */
    public ClientRefusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** One line for a log: the reason in words, then the detail. */
    @Override
    public String toString() {
        return detail.isEmpty() ? reason.text() : reason.text() + ": " + detail;
    }
}
