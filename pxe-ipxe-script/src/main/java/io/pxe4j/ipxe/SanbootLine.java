package io.pxe4j.ipxe;

import java.util.List;
import java.util.UUID;

/** {@code sanboot}: boots from a drive over the network (iSCSI, AoE, HTTP and others) or from a local one. */
public final class SanbootLine extends OptionLine<SanbootLine> {
    private final List<Text> paths;

    SanbootLine(IpxeScriptBuilder script, List<Text> paths) {
        super(script, "sanboot");
        this.paths = paths;
    }

    /** The drive number to boot from, or to connect the network drive as. */
    public SanbootLine drive(Drive number) {
        return option("drive", number.toString());
    }

    /** Leaves out the boot firmware tables that tell an operating system of the network drive. */
    public SanbootLine noDescribe() {
        return flag("no-describe");
    }

    /** Keeps the drive connected when booting from it failed. */
    public SanbootLine keep() {
        return flag("keep");
    }

    /** The file to boot, such as {@code \EFI\debian\grubx64.efi}; UEFI only. Parts as {@link Text#of}. */
    public SanbootLine filename(Object... path) {
        return option("filename", Text.of(path));
    }

    /** A file that the drive must have too, to tell it from others; UEFI only. Parts as {@link Text#of}. */
    public SanbootLine extra(Object... path) {
        return option("extra", Text.of(path));
    }

    /** The label that the file system must have; UEFI only. Parts as {@link Text#of}. */
    public SanbootLine label(Object... name) {
        return option("label", Text.of(name));
    }

    /** The UUID that the partition must have; UEFI only. */
    public SanbootLine uuid(UUID partition) {
        return option("uuid", partition.toString());
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        paths.forEach(writer::address);
        return writer;
    }
}
