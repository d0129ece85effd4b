package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.List;

/** {@code dhcp} and {@code ifconf}: configures network interfaces until one succeeds. */
public final class DhcpLine extends OptionLine<DhcpLine> {
    private final List<Text> interfaces;

    DhcpLine(IpxeScriptBuilder script, String command, List<Text> interfaces) {
        super(script, command);
        this.interfaces = interfaces;
    }

    /** Uses this way only. Without it, all that the build has are tried at the same time. */
    public DhcpLine configurator(Configurator way) {
        return option("configurator", way.toString());
    }

    /** Waits no longer than this: whole milliseconds, at least 1. It can only shorten what DHCP would wait itself. */
    public DhcpLine timeout(Duration limit) {
        return milliseconds("timeout", limit);
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        interfaces.forEach(writer::word);
        return writer;
    }
}
