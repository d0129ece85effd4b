package io.pxe4j.ipxe;

import java.util.List;
import java.util.Optional;

/** A block of lines, before it is said what happens when one of them fails. */
final class AttemptLine extends Fallible {
    private List<Statement> body = List.of();

    AttemptLine(IpxeScriptBuilder script) {
        super(script);
    }

    AttemptLine of(List<Statement> block) {
        body = block;
        return this;
    }

    @Override
    Command command() {
        throw new IllegalArgumentException("attempt: a block (expected: one line)");
    }

    @Override
    Statement decided(boolean endsScript, List<Statement> otherwise) {
        return new Statement.Attempt(body, 1, Optional.empty(), endsScript, otherwise);
    }

    @Override
    public String toString() {
        return "attempt(...)";
    }
}
