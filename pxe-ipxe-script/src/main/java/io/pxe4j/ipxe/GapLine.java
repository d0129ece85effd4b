package io.pxe4j.ipxe;

/** {@code item --gap}: a line that cannot be chosen; fails when no menu is open. */
public final class GapLine extends OptionLine<GapLine> {
    private final Text text;

    GapLine(IpxeScriptBuilder script, Text text) {
        super(script, "item");
        this.text = text;
        flag("gap");
    }

    /** Adds it to the menu or form of this name, instead of the one that was opened last. */
    public GapLine in(UiName menu) {
        return option("menu", menu);
    }

    @Override
    Command.Writer writer() {
        return super.writer().words(text);
    }
}
