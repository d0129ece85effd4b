package io.pxe4j.ipxe;

/** A line that can fail and has no options left to give. */
final class FixedLine extends Fallible {
    private final Command command;

    FixedLine(IpxeScriptBuilder script, Command command) {
        super(script);
        this.command = command;
    }

    @Override
    Command command() {
        return command;
    }
}
