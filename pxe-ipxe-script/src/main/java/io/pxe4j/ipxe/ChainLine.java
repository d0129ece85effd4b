package io.pxe4j.ipxe;

/** {@code chain} and {@code boot}: fetches an image, if one is named, and runs it. */
public final class ChainLine extends ImageLine<ChainLine> {
    ChainLine(IpxeScriptBuilder script, String command, Text image) {
        super(script, command, image);
    }

    /** Ends this script in favour of the other one: nothing comes back. */
    public ChainLine replace() {
        return flag("replace");
    }

    /** The name of the image; without it, the last part of its address. Parts as {@link Text#of}. */
    public ChainLine named(Object... name) {
        return imageName(Text.of(name));
    }

    /**
     * Adds to the image's arguments; a space separates it from what is there already. The parts are those of
     * {@link Text#of}.
     */
    public ChainLine args(Object... text) {
        return appendArgs(Text.of(text));
    }
}
