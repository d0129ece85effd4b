package io.pxe4j.ipxe;

/** {@code shim}: the signed loader that a kernel is started through under Secure Boot. */
public final class ShimLine extends ImageWorkLine<ShimLine> {
    ShimLine(IpxeScriptBuilder script, Text image) {
        super(script, "shim", image, Text.of());
    }

    /** Uses the shim even where the kernel could be started without it. */
    public ShimLine requireLoader() {
        return flag("require-loader");
    }

    /** Lets the shim use PXE on its own. */
    public ShimLine allowPxe() {
        return flag("allow-pxe");
    }

    /** Lets the shim write its revocation list into the firmware. */
    public ShimLine allowSbat() {
        return flag("allow-sbat");
    }
}
