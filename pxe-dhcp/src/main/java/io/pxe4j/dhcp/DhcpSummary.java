package io.pxe4j.dhcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a packet on one line: what it is, who sent it, the addresses that are set, every option by name. */
final class DhcpSummary {
    private final StringBuilder out = new StringBuilder(256);

    private DhcpSummary() {}

    static String of(DhcpPacket packet) {
        DhcpSummary summary = new DhcpSummary();
        summary.header(packet);
        packet.codes().stream()
                .filter(code -> code != DhcpOption.MESSAGE_TYPE.code())
                .forEach(code -> summary.option(packet, DhcpOption.of(code)));
        return summary.out.toString();
    }

    private void header(DhcpPacket packet) {
        String bootp = packet.isRequest() ? "BOOTREQUEST" : "BOOTREPLY";
        out.append(packet.messageType().map(DhcpMessageType::toString).orElse(bootp));
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
                        ? print(value.get())
                        : "unreadable, " + packet.problemWith(option).orElse(""));
    }

    private static String print(Object value) {
        if (value instanceof String text) {
            return OctetText.quote(text);
        }
        if (value instanceof byte[] octets) {
            return "0x" + OctetText.hex(octets);
        }
        if (value instanceof Duration duration) {
            return duration.toSeconds() + " s";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DhcpSummary::print).collect(Collectors.joining(" "));
        }
        return value.toString();
    }
}
