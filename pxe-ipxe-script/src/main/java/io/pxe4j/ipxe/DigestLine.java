package io.pxe4j.ipxe;

import java.util.List;

/** {@code sha256sum} and its like: prints the sums of images, or stores one. */
public final class DigestLine extends OptionLine<DigestLine> {
    private final List<Text> images;

    DigestLine(IpxeScriptBuilder script, Digest digest, List<Text> images) {
        super(script, digest.toString());
        this.images = images;
    }

    /** Stores the sum instead of printing it, as {@code hexraw} unless the setting says otherwise; iPXE of 2025. */
    public DigestLine storeIn(SettingRef target) {
        return option("set", Settings.writable(target).path());
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        images.forEach(writer::address);
        return writer;
    }
}
