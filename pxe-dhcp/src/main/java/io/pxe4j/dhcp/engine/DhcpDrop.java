package io.pxe4j.dhcp.engine;

import java.util.Objects;

/**
 * No answer, and why.
 *
 * @param reason the class of reasons
 * @param detail what it was in this case, empty or one phrase; what a client sent is escaped in it, so it is safe to print
 */
public record DhcpDrop(DropReason reason, String detail) implements DhcpOutcome {
    /** Checks that nothing is missing. */
    public DhcpDrop {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** One line for a log: the reason in words, then the detail. */
    @Override
    public String toString() {
        return detail.isEmpty() ? reason.text() : reason.text() + ": " + detail;
    }
}
