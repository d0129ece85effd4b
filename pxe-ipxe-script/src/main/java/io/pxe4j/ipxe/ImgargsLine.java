package io.pxe4j.ipxe;

/** {@code imgargs}: gives an image a new command line. */
public final class ImgargsLine extends ImageLine<ImgargsLine> {
    ImgargsLine(IpxeScriptBuilder script, Text image) {
        super(script, "imgargs", image);
    }

    /** The name of the image, if this line fetches it. Parts as {@link Text#of}. */
    public ImgargsLine named(Object... name) {
        return imageName(Text.of(name));
    }

    /**
     * Adds to the new command line; a space separates it from what is there already. The parts are those of
     * {@link Text#of}.
     */
    public ImgargsLine args(Object... text) {
        return appendArgs(Text.of(text));
    }
}
