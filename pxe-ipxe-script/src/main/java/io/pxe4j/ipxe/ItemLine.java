package io.pxe4j.ipxe;

import java.util.Optional;

/** {@code item}: one line of the menu that the last {@code menu} line opened; fails when there is none. */
public final class ItemLine extends Fallible {
    private final Text name;
    private final Text text;
    private Optional<Key> key = Optional.empty();
    private boolean chosen;

    ItemLine(IpxeScriptBuilder script, Text name, Text text) {
        super(script);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("item: no name (expected: what choose is to store when it is chosen)");
        }
        this.name = name;
        this.text = text;
    }

    /** The key that chooses it at once. */
    public ItemLine key(Key hotKey) {
        key = Optional.of(hotKey);
        return this;
    }

    /** Puts the cursor here when the menu appears. */
    public ItemLine asDefault() {
        chosen = true;
        return this;
    }

    @Override
    Command command() {
        Command.Writer item = Command.named("item");
        key.ifPresent(hotKey -> item.option("key", hotKey.toString()));
        if (chosen) {
            item.flag("default");
        }
        return item.word(name).words(text).ends(FailureKind.FALLIBLE);
    }
}
