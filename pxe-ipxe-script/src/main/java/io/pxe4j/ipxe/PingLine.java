package io.pxe4j.ipxe;

import java.time.Duration;

/** {@code ping}: asks a host for an echo. */
public final class PingLine extends OptionLine<PingLine> {
    private final Text host;

    PingLine(IpxeScriptBuilder script, Text host) {
        super(script, "ping");
        this.host = host;
    }

    /** How often; without it, until somebody presses Ctrl-C. 1..0x7fffffff. */
    public PingLine count(int times) {
        return number("count", times, 1, Integer.MAX_VALUE);
    }

    /** Bytes of a packet, 0..65507; 64 without it. */
    public PingLine size(int bytes) {
        return number("size", bytes, 0, 65507);
    }

    /** The time between two packets: whole milliseconds, at least 1; a second without it. */
    public PingLine timeout(Duration each) {
        return milliseconds("timeout", each);
    }

    /** Prints nothing. */
    public PingLine quiet() {
        return flag("quiet");
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(host);
    }
}
