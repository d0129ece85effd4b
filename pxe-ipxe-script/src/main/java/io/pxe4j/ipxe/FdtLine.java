package io.pxe4j.ipxe;

/** {@code fdt}: the device tree that a kernel is to be given. */
public final class FdtLine extends ImageWorkLine<FdtLine> {
    FdtLine(IpxeScriptBuilder script, Text image) {
        super(script, "fdt", image, Text.of());
    }
}
