package io.pxe4j.ipxe;

/** {@code lotest}: sends packets from one interface to another until Ctrl-C. */
public final class LoopbackTestLine extends OptionLine<LoopbackTestLine> {
    private final Text sender;
    private final Text receiver;

    LoopbackTestLine(IpxeScriptBuilder script, Text sender, Text receiver) {
        super(script, "lotest");
        this.sender = sender;
        this.receiver = receiver;
    }

    /** Bytes of a packet, 1..65535. */
    public LoopbackTestLine mtu(int bytes) {
        return number("mtu", bytes, 1, 0xffff);
    }

    /** Sends to everybody instead of to the receiver. */
    public LoopbackTestLine broadcast() {
        return flag("broadcast");
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(sender).word(receiver);
    }
}
