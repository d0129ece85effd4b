package io.pxe4j.ipxe;

import java.util.List;

/** {@code sanhook}: connects a drive over the network. */
public final class SanhookLine extends OptionLine<SanhookLine> {
    private final List<Text> paths;

    SanhookLine(IpxeScriptBuilder script, List<Text> paths) {
        super(script, "sanhook");
        this.paths = paths;
    }

    /** The number to connect it as; 0x80 without it, unless {@code ${san-drive}} says otherwise. */
    public SanhookLine drive(Drive number) {
        return option("drive", number.toString());
    }

    /** Leaves out the boot firmware tables that tell an operating system of the drive. */
    public SanhookLine noDescribe() {
        return flag("no-describe");
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        paths.forEach(writer::address);
        return writer;
    }
}
