package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;

/** Prints a packet on several lines, as an administrator would want them; what the client wrote is escaped. */
final class DhcpSummary {
    private static final String INDENT = "  ";

    private final DhcpPacket packet;
    private final StringBuilder out = new StringBuilder(1024);

    private DhcpSummary(DhcpPacket packet) {
        this.packet = packet;
    }

    static String of(DhcpPacket packet) {
        DhcpSummary summary = new DhcpSummary(packet);
        summary.title();
        summary.header();
        packet.codes().forEach(summary::option);
        return summary.out.toString();
    }

    // DISCOVER from 52:54:00:00:00:01 (IPXE, x86 BIOS), xid 11223344, 384 octets
    private void title() {
        out.append(OptionPrinter.what(packet));
        out.append(packet.isRequest() ? " from " : " to ").append(packet.chaddr());
        if (packet.isRequest()) {
            client(BootClient.of(packet));
        }
        out.append(", xid ").append(String.format("%08x", packet.xid()));
        out.append(", ").append(packet.length()).append(" octets\n");
    }

    private void client(BootClient client) {
        if (client.isNetworkBoot() || client.architecture().isPresent()) {
            out.append(" (").append(client.kind());
            client.architecture().ifPresent(architecture -> out.append(", ").append(architecture));
            out.append(')');
        }
    }

    private void header() {
        number("hops", packet.hops());
        number("secs", packet.secs());
        if (packet.flags() != 0) {
            line("flags", String.format("%04x%s", packet.flags(), packet.isBroadcast() ? " (broadcast)" : ""));
        }
        address("ciaddr", packet.ciaddr(), "the client's");
        address("yiaddr", packet.yiaddr(), "given to the client");
        address("siaddr", packet.siaddr(), "next server");
        address("giaddr", packet.giaddr(), "relay");
        text("sname", packet.sname());
        text("file", packet.file());
    }

    private void number(String name, int value) {
        if (value != 0) {
            line(name, Integer.toString(value));
        }
    }

    private void address(String name, Ip4 address, String meaning) {
        if (!address.isAny()) {
            line(name, address + " (" + meaning + ")");
        }
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            line(name, OctetText.quote(text));
        }
    }

    private void line(String name, String value) {
        out.append(INDENT).append(name).append(": ").append(value).append('\n');
    }

    private void option(int code) {
        DhcpOption<?> option = DhcpOption.of(code);
        String name = code + " " + option.name();
        Optional<?> value = isForeign(code) ? packet.get(DhcpOption.bytes(code)) : packet.get(option);
        if (value.isEmpty()) {
            line(name, unreadable(packet.problemWith(option).orElse(""), packet.raw(code)));
        } else if (value.get() instanceof SubOptions subOptions) {
            out.append(INDENT).append(name).append(":\n");
            subOptions(code, subOptions);
        } else {
            line(name, OptionPrinter.print(value.get()));
        }
    }

    // Another vendor's 43 looks like PXE's by chance only.
    private boolean isForeign(int code) {
        return code == DhcpOption.VENDOR_SPECIFIC.code()
                && !packet.startsWith(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT.text());
    }

    private void subOptions(int option, SubOptions subOptions) {
        subOptions.block().forEach((code, in, offset, length) -> {
            if (subOptions instanceof IpxeOptions && IpxeFeature.isFeature(code)) {
                return;
            }
            String name =
                    INDENT + option + "." + code + " " + subOptions.names().name(code);
            line(
                    name,
                    subOptions.isSecret(code)
                            ? "(secret)"
                            : value(subOptions.names().format(code), in, offset, length));
        });
        if (subOptions instanceof IpxeOptions ipxe && !ipxe.features().isEmpty()) {
            line(INDENT + "features", OptionPrinter.join(ipxe.features(), " "));
        }
        if (subOptions.block().lost() > 0) {
            line(
                    INDENT + "unreadable",
                    OptionPrinter.size(subOptions.block().lost()) + " at the end are no sub-option");
        }
    }

    private static String value(OptionFormat<?> format, ByteBuf in, int offset, int length) {
        Object value = format.decode(in, offset, length);
        return value != null
                ? OptionPrinter.print(value)
                : unreadable(OptionPrinter.problem(length, format), in.slice(offset, length));
    }

    private static String unreadable(String why, ByteBuf octets) {
        return "unreadable, " + why + ": 0x" + ByteBufUtil.hexDump(octets);
    }
}
