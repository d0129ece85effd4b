package io.pxe4j.ipxe;

/** {@code fcels}: sends an extended link service request over Fibre Channel. */
public final class FcelsLine extends OptionLine<FcelsLine> {
    private final Text request;

    FcelsLine(IpxeScriptBuilder script, Text request) {
        super(script, "fcels");
        this.request = request;
    }

    /** The port to send from. */
    public FcelsLine port(Object... port) {
        return option("port", Text.of(port));
    }

    /** The port to send to: its identifier, or its world wide name. */
    public FcelsLine id(Object... peer) {
        return option("id", Text.of(peer));
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(request);
    }
}
