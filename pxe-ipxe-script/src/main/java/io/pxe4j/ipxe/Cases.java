package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Blocks of which one runs, by the value of a setting.
 *
 * <p>Given to the block of {@link FlowLines#switchOn}.
 */
public final class Cases {
    private final List<Statement.Choice.Case> cases = new ArrayList<>();
    private final Set<Text> values = new LinkedHashSet<>();
    private List<Statement> otherwise = List.of();

    Cases() {}

    /** The block for a value: a string, a number, a {@link SettingRef} or a {@link Text} of them. */
    public Cases on(Object value, Consumer<IpxeScriptBuilder> block) {
        Text text = Text.of(value);
        if (!values.add(text)) {
            throw new IllegalArgumentException(
                    "case: two are for " + Characters.quote(text.toString()) + " (expected: one each)");
        }
        Token.word(text);
        cases.add(new Statement.Choice.Case(text, IpxeScriptBuilder.block(block)));
        return this;
    }

    /** The block for every other value. */
    public Cases otherwise(Consumer<IpxeScriptBuilder> block) {
        otherwise = IpxeScriptBuilder.block(block);
        return this;
    }

    /** What it is; for people to read. */
    @Override
    public String toString() {
        return "switchOn";
    }

    Statement choice(Text text) {
        return new Statement.Choice(text, List.copyOf(cases), otherwise);
    }
}
