package io.pxe4j.ipxe;

/** {@code console}: sets the graphics mode and the picture behind the text; fails without a graphics screen. */
public final class ConsoleLine extends OptionLine<ConsoleLine> {
    private Text picture = Text.of();

    ConsoleLine(IpxeScriptBuilder script) {
        super(script, "console");
    }

    /** The least width and height in pixels, 1..65535 each. */
    public ConsoleLine size(int width, int height) {
        number("x", width, 1, 0xffff);
        return number("y", height, 1, 0xffff);
    }

    /** The space around the text in pixels, 0..65535 each. */
    public ConsoleLine margins(int left, int right, int top, int bottom) {
        number("left", left, 0, 0xffff);
        number("right", right, 0, 0xffff);
        number("top", top, 0, 0xffff);
        return number("bottom", bottom, 0, 0xffff);
    }

    /** Bits of a pixel, 1..32. */
    public ConsoleLine depth(int bits) {
        return number("depth", bits, 1, 32);
    }

    /** The picture behind the text, PNG in most builds. Parts as {@link IpxeUri#of}. */
    public ConsoleLine picture(Object... uri) {
        picture = IpxeUri.of(uri).text();
        return option("picture", picture);
    }

    /** Keeps the picture as an image when done. */
    public ConsoleLine keep() {
        return flag("keep");
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        return picture.isEmpty() ? writer : writer.mentions(picture);
    }
}
