package io.pxe4j.ipxe;

import java.util.Locale;

/** {@code colour}: says what a colour of the palette looks like. */
public final class ColourLine extends OptionLine<ColourLine> {
    private final int index;

    ColourLine(IpxeScriptBuilder script, int index) {
        super(script, "colour");
        this.index = (int) Numbers.checked("colour", index, 0, 0xff);
    }

    /** On a text screen: one of the eight basic colours, 0..7, or 9 for the screen's own. */
    public ColourLine basic(int colour) {
        return option("basic", BasicColour.checked(colour));
    }

    /** On a graphics screen: red, green and blue, 0x000000..0xffffff. */
    public ColourLine rgb(int colour) {
        Numbers.checked("rgb", colour, 0, 0xff_ffff);
        return option("rgb", String.format(Locale.ROOT, "0x%06x", colour));
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(Text.of(index));
    }
}
