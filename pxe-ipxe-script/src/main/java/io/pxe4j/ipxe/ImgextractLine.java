package io.pxe4j.ipxe;

/** {@code imgextract}: unpacks an image into another one. */
public final class ImgextractLine extends ImageWorkLine<ImgextractLine> {
    ImgextractLine(IpxeScriptBuilder script, Text image) {
        super(script, "imgextract", image, Text.of());
    }

    /** The name of what comes out. Parts as {@link Text#of}. */
    public ImgextractLine named(Object... name) {
        return option("name", Text.of(name));
    }

    /** Keeps the packed image too. */
    public ImgextractLine keep() {
        return flag("keep");
    }
}
