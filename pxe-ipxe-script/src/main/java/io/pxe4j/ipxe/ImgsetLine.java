package io.pxe4j.ipxe;

/** {@code imgset}: puts what an image holds into a setting. */
public final class ImgsetLine extends ImageWorkLine<ImgsetLine> {
    ImgsetLine(IpxeScriptBuilder script, SettingRef target, Text image) {
        super(script, "imgset", Text.of(Settings.writable(target).path()), image);
    }

    /** Keeps the image when done. */
    public ImgsetLine keep() {
        return flag("keep");
    }
}
