package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.List;

/** A command that may be given a time limit and has no other option. */
public final class TimedLine extends OptionLine<TimedLine> {
    private final List<Text> arguments;

    TimedLine(IpxeScriptBuilder script, String command, List<Text> arguments) {
        super(script, command);
        this.arguments = arguments;
    }

    /** Fails when it takes longer than this: whole milliseconds, at least 1. */
    public TimedLine timeout(Duration limit) {
        return milliseconds("timeout", limit);
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        arguments.forEach(writer::word);
        return writer;
    }
}
