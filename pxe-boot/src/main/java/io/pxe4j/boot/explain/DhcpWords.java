package io.pxe4j.boot.explain;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ServerPort;
import java.time.Duration;
import java.util.Optional;

/** DHCP packets in the words of an administrator, safe to print. */
public final class DhcpWords {
    private DhcpWords() {}

    /** Who asks: {@code 52:54:00:00:00:01, x64 UEFI, PXE}. */
    public static String client(BootClient client) {
        String architecture = client.architecture().map(known -> ", " + known).orElse("");
        String kind = switch (client.kind()) {
            case PXE_ROM -> ", PXE ROM";
            case UEFI_PXE -> ", PXE";
            case UEFI_HTTP -> ", HTTP boot";
            case IPXE -> ", iPXE";
            case GPXE -> ", gPXE";
            case GRUB -> ", GRUB";
            case UBOOT -> ", U-Boot";
            case RASPBERRY_PI -> ", Raspberry Pi";
            case OTHER -> "";
        };
        return client.hardwareAddress() + architecture + kind;
    }

    /** The type of a packet, or what BOOTP calls it. */
    public static String type(DhcpPacket packet) {
        return packet.messageType()
                .map(DhcpMessageType::toString)
                .orElse(packet.isRequest() ? "BOOTP request" : "BOOTP reply");
    }

    /** What a request asks for, after its type: {@code REQUEST (selecting) 10.0.0.50 of 10.0.0.1}. */
    static String request(DhcpPacket packet, int port) {
        StringBuilder text = new StringBuilder(type(packet));
        state(packet, port).ifPresent(state -> text.append(" (").append(state).append(')'));
        Optional<Ip4> wanted = packet.get(DhcpOption.REQUESTED_ADDRESS);
        if (wanted.isPresent()) {
            text.append(' ').append(wanted.get());
        } else if (!packet.ciaddr().isAny()) {
            text.append(' ').append(packet.ciaddr());
        }
        packet.get(DhcpOption.SERVER_IDENTIFIER)
                .ifPresent(server -> text.append(" of ").append(server));
        return text.toString();
    }

    /** In which state of RFC 2131 §4.3.2 a client is that sends this REQUEST. */
    private static Optional<String> state(DhcpPacket packet, int port) {
        if (!packet.is(DhcpMessageType.REQUEST)) {
            return Optional.empty();
        }
        if (port == ServerPort.PXE.number()) {
            return Optional.of("boot file");
        }
        if (packet.has(DhcpOption.SERVER_IDENTIFIER)) {
            return Optional.of("selecting");
        }
        // Renewing and rebinding differ only in where the packet goes.
        return Optional.of(packet.ciaddr().isAny() ? "init-reboot" : "renewing");
    }

    /** What a reply gives: {@code OFFER 10.0.0.50, boot snponly.efi from 10.0.0.1}. */
    public static String reply(DhcpPacket reply) {
        StringBuilder text = new StringBuilder(type(reply));
        if (!reply.yiaddr().isAny()) {
            text.append(' ').append(reply.yiaddr());
        }
        String file = reply.get(DhcpOption.BOOTFILE_NAME).orElse(reply.file());
        if (!file.isEmpty()) {
            text.append(", boot ").append(Printable.of(file));
            if (!file.contains("://") && !reply.siaddr().isAny()) {
                text.append(" from ").append(reply.siaddr());
            }
        }
        return text.toString();
    }

    /** The same with what else an administrator looks for: lease time, vendor class, the reason of a NAK. */
    static String wholeReply(DhcpPacket reply) {
        StringBuilder text = new StringBuilder(reply(reply));
        reply.get(DhcpOption.LEASE_TIME).ifPresent(time -> text.append(", for ").append(time(time)));
        reply.get(DhcpOption.VENDOR_CLASS).ifPresent(known -> text.append(", ").append(Printable.of(known.text())));
        reply.get(DhcpOption.MESSAGE)
                .ifPresent(why -> text.append(", \"").append(Printable.of(why)).append('"'));
        return text.toString();
    }

    private static String time(Duration time) {
        if (time.equals(DhcpOption.INFINITE_LEASE)) {
            return "ever";
        }
        long seconds = time.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
