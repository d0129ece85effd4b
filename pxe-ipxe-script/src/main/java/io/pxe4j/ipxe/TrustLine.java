package io.pxe4j.ipxe;

/** {@code imgtrust}: says whether images that nobody vouches for may run; without options, they may not. */
public final class TrustLine extends OptionLine<TrustLine> {
    TrustLine(IpxeScriptBuilder script) {
        super(script, "imgtrust");
    }

    /** Lets them run. */
    public TrustLine allow() {
        return flag("allow");
    }

    /** Nothing can change it any more until iPXE ends. */
    public TrustLine permanent() {
        return flag("permanent");
    }
}
