package io.pxe4j.ipxe;

import java.util.List;
import java.util.function.Consumer;

/** A condition, before it is said what depends on it. */
public final class Guard {
    private final IpxeScriptBuilder script;
    private final Condition condition;

    Guard(IpxeScriptBuilder script, Condition condition) {
        this.script = script;
        this.condition = condition;
        script.open(this);
    }

    /** If the condition holds, goes on at the label. */
    public IpxeScriptBuilder thenGoto(Label label) {
        return then(block -> block.goTo(label));
    }

    /** If the condition holds, runs what the block adds; the script goes on below either way. */
    public IpxeScriptBuilder then(Consumer<IpxeScriptBuilder> block) {
        return script.finish(this, new Statement.Branch(condition, IpxeScriptBuilder.block(block), List.of()));
    }

    /** If the condition holds, runs what the first block adds, else what the second adds. */
    public IpxeScriptBuilder then(Consumer<IpxeScriptBuilder> block, Consumer<IpxeScriptBuilder> otherwise) {
        return script.finish(
                this,
                new Statement.Branch(condition, IpxeScriptBuilder.block(block), IpxeScriptBuilder.block(otherwise)));
    }

    /** What is still to be said; for people to read. */
    @Override
    public String toString() {
        return "when(...)";
    }
}
