package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;

/** One command that answers with its status. */
record CommandCondition(Command command) implements Condition {
    /** The command that compares two texts. */
    static Command equal(Text one, Text other) {
        return Command.named("iseq").word(one).word(other).ends(ResultKind.CONDITION);
    }
}
