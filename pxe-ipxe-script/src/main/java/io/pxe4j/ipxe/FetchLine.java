package io.pxe4j.ipxe;

/** {@code imgfetch}: fetches an image and does nothing else with it. */
public final class FetchLine extends ImageLine<FetchLine> {
    FetchLine(IpxeScriptBuilder script, IpxeUri uri) {
        super(script, "imgfetch", uri.text());
    }

    /** The name of the image; without it, the last part of its address. Parts as {@link Text#of}. */
    public FetchLine named(Object... name) {
        return imageName(Text.of(name));
    }

    /**
     * Adds to the image's arguments; a space separates it from what is there already. The parts are those of
     * {@link Text#of}.
     */
    public FetchLine args(Object... text) {
        return appendArgs(Text.of(text));
    }
}
