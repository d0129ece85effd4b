package io.pxe4j.ipxe;

/** {@code cpair}: gives a part of the screen its two colours. */
public final class CpairLine extends OptionLine<CpairLine> {
    private final ScreenPart part;

    CpairLine(IpxeScriptBuilder script, ScreenPart part) {
        super(script, "cpair");
        this.part = part;
    }

    /** The colour of the text: 0..7, or 9 for the screen's own. */
    public CpairLine foreground(int colour) {
        return option("foreground", BasicColour.checked(colour));
    }

    /** The colour behind the text: 0..7, or 9 for the screen's own. */
    public CpairLine background(int colour) {
        return option("background", BasicColour.checked(colour));
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(Text.of(part.number()));
    }
}
