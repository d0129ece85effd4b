package io.pxe4j.dhcp;

import java.util.Optional;

/** Prints a packet on one line: what it is, who sent it, the addresses that are set, every option by name. */
final class DhcpLine {
    private final StringBuilder out = new StringBuilder(256);

    private DhcpLine() {}

    static String of(DhcpPacket packet) {
        DhcpLine line = new DhcpLine();
        line.header(packet);
        packet.codes().stream()
                .filter(code -> code != DhcpOption.MESSAGE_TYPE.code())
                .forEach(code -> line.option(packet, DhcpOption.of(code)));
        return line.out.toString();
    }

    private void header(DhcpPacket packet) {
        out.append(OptionPrinter.what(packet));
        out.append(String.format(" xid=%08x chaddr=%s", packet.xid(), packet.chaddr()));
        if (packet.isBroadcast()) {
            out.append(" broadcast");
        }
        number("hops", packet.hops());
        number("secs", packet.secs());
        address("ciaddr", packet.ciaddr());
        address("yiaddr", packet.yiaddr());
        address("siaddr", packet.siaddr());
        address("giaddr", packet.giaddr());
        text("sname", packet.sname());
        text("file", packet.file());
    }

    private void number(String name, int value) {
        if (value != 0) {
            out.append(' ').append(name).append('=').append(value);
        }
    }

    private void address(String name, Ip4 address) {
        if (!address.isAny()) {
            out.append(' ').append(name).append('=').append(address);
        }
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            out.append(' ').append(name).append('=').append(OctetText.quote(text));
        }
    }

    private void option(DhcpPacket packet, DhcpOption<?> option) {
        out.append(", ").append(option.name()).append(": ");
        Optional<?> value = packet.get(option);
        out.append(
                value.isPresent()
                        ? OptionPrinter.print(value.get())
                        : "unreadable, " + packet.problemWith(option).orElse(""));
    }
}
