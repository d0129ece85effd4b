package io.pxe4j.ipxe;

/** {@code item}: one line of the menu or form that is open; fails when there is none. */
public final class ItemLine extends OptionLine<ItemLine> {
    private final Text name;
    private final Text text;

    ItemLine(IpxeScriptBuilder script, Text name, Text text) {
        super(script, "item");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("item: no name (expected: what choose is to store when it is chosen)");
        }
        this.name = name;
        this.text = text;
    }

    /** The key that chooses it at once. */
    public ItemLine key(Key hotKey) {
        return option("key", hotKey.toString());
    }

    /** Puts the cursor here when the menu appears. */
    public ItemLine asDefault() {
        return flag("default");
    }

    /** Adds it to the menu or form of this name, instead of the one that was opened last. */
    public ItemLine in(UiName menu) {
        return option("menu", menu);
    }

    /** Hides what is typed here; for forms, iPXE of 2024 or newer. */
    public ItemLine secret() {
        return flag("secret");
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(name).words(text);
    }
}
