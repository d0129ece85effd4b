package io.pxe4j.ipxe;

/** {@code imgverify}: checks the signature of an image, and trusts it from then on. */
public final class ImgverifyLine extends ImageWorkLine<ImgverifyLine> {
    ImgverifyLine(IpxeScriptBuilder script, Text image, Text signature) {
        super(script, "imgverify", image, signature);
    }

    /** The name that the signer's certificate has to bear. Parts as {@link Text#of}. */
    public ImgverifyLine signer(Object... name) {
        return option("signer", Text.of(name));
    }

    /** Keeps the signature when done. */
    public ImgverifyLine keep() {
        return flag("keep");
    }
}
