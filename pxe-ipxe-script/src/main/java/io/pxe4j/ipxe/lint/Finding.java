package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.Position;
import io.pxe4j.ipxe.syntax.Span;
import io.pxe4j.ipxe.syntax.TextEdit;
import java.util.List;
import java.util.Objects;

/**
 * Something that a rule found in a script.
 *
 * @param rule the rule
 * @param severity the rule's, or a milder one where the place makes it matter less
 * @param span where it is, in bytes
 * @param start where it begins
 * @param end where it ends, the column behind its last character
 * @param message what was found, what was expected, what to do
 * @param fix changes that mend it and nothing else; empty if that takes a decision
 */
public record Finding(
        LintRule rule, Severity severity, Span span, Position start, Position end, String message, List<TextEdit> fix) {
    /** Checks that all is there. */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(message, "message");
        fix = List.copyOf(fix);
    }

    /** Whether {@link IpxeLinter#fix} can mend it. */
    public boolean isFixable() {
        return !fix.isEmpty();
    }

    /** As {@code 3:7: error: IPX030: ...}. */
    @Override
    public String toString() {
        return start + ": " + severity + ": " + rule + ": " + message;
    }
}
