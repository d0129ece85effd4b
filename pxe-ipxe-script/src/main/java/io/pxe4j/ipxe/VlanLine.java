package io.pxe4j.ipxe;

/** {@code vcreate}: makes an interface for a VLAN, named as its trunk with the tag behind a hyphen. */
public final class VlanLine extends OptionLine<VlanLine> {
    private final Text trunk;

    VlanLine(IpxeScriptBuilder script, Text trunk, int tag) {
        super(script, "vcreate");
        this.trunk = trunk;
        number("tag", tag, 0, 4094);
    }

    /** The priority of its frames, 0..7. */
    public VlanLine priority(int level) {
        return number("priority", level, 0, 7);
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(trunk);
    }
}
