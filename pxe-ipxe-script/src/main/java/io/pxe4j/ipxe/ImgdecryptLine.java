package io.pxe4j.ipxe;

/** {@code imgdecrypt}: decrypts an image. */
public final class ImgdecryptLine extends ImageWorkLine<ImgdecryptLine> {
    ImgdecryptLine(IpxeScriptBuilder script, Text image, Text envelope) {
        super(script, "imgdecrypt", image, envelope);
    }

    /** The name of what comes out. Parts as {@link Text#of}. */
    public ImgdecryptLine named(Object... name) {
        return option("name", Text.of(name));
    }

    /** Keeps the envelope when done. */
    public ImgdecryptLine keep() {
        return flag("keep");
    }
}
