package io.pxe4j.boot.explain;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.MalformedDhcp;
import io.pxe4j.dhcp.engine.OfferDiagnosis;
import io.pxe4j.dhcp.engine.OfferFault;
import io.pxe4j.dhcp.engine.ReplyDestination;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells a capture: one line for each DHCP and TFTP packet, and below each request what our engines would answer, below each offer what
 * its client makes of it.
 *
 * <p>Not for use by several threads.
 */
public final class Explainer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final String BELOW = " ".repeat(24);

    private final List<DryRun> engines;
    private final Function<? super BootClient, String> bootReason;
    private final Consumer<String> out;
    private final Detail detail;
    private final TftpStory tftp = new TftpStory();
    private final FirmwareJudge judge = new FirmwareJudge();
    private final Map<OtherPacket.Kind, Integer> others = new EnumMap<>(OtherPacket.Kind.class);
    private int dhcpPackets;
    private int tftpPackets;
    private int otherDatagrams;

    /** How much is printed. */
    public enum Detail {
        /** Without the DATA and ACK packets of TFTP. */
        NO_TFTP_DATA,
        /** One line for each packet. */
        LINES,
        /** All fields and options of DHCP packets too. */
        EVERYTHING
    }

    private Explainer(
            List<DryRun> engines,
            Function<? super BootClient, String> bootReason,
            Detail detail,
            Consumer<String> out) {
        this.engines = List.copyOf(engines);
        this.bootReason = bootReason;
        this.detail = detail;
        this.out = out;
    }

    /**
     * One that asks those engines.
     *
     * @param bootReason says in a clause why a client gets its boot file, or none
     * @param out gets each line
     */
    public static Explainer of(
            List<DryRun> engines,
            Function<? super BootClient, String> bootReason,
            Detail detail,
            Consumer<String> out) {
        return new Explainer(engines, bootReason, detail, out);
    }

    /** Whether a datagram is DHCP's by its ports. */
    static boolean isDhcp(UdpPacket datagram) {
        return datagram.hasPort(67) || datagram.hasPort(68) || datagram.hasPort(4011);
    }

    /** Tells one packet; to be called for all of them, in the order of the capture. */
    public void tell(CapturedPacket packet) {
        if (packet instanceof OtherPacket other) {
            others.merge(other.kind(), 1, Integer::sum);
            return;
        }
        UdpPacket datagram = (UdpPacket) packet;
        if (isDhcp(datagram)) {
            dhcpPackets++;
            dhcp(datagram);
            return;
        }
        Optional<TftpStory.Line> line = tftp.tell(datagram);
        if (line.isEmpty()) {
            otherDatagrams++;
            return;
        }
        tftpPackets++;
        if (!line.get().isData() || detail != Detail.NO_TFTP_DATA) {
            line(datagram, line.get().text());
        }
    }

    private void dhcp(UdpPacket datagram) {
        String protocol = datagram.hasPort(4011) ? "PXE " : "DHCP ";
        DhcpDecoded decoded = DhcpPacket.decode(datagram.payload());
        if (decoded instanceof MalformedDhcp malformed) {
            line(datagram, protocol + "malformed: " + malformed.problem() + " at offset " + malformed.offset());
            return;
        }
        DhcpPacket packet = (DhcpPacket) decoded;
        if (packet.isRequest()) {
            request(datagram, protocol, packet);
        } else {
            reply(datagram, protocol, packet);
        }
    }

    private void request(UdpPacket datagram, String protocol, DhcpPacket request) {
        line(
                datagram,
                protocol + DhcpWords.request(request, datagram.destinationPort()) + " from "
                        + DhcpWords.client(BootClient.of(request)) + relay(request));
        fields(request);
        judge.asked(request);
        if (!datagram.isWhole()) {
            // An engine would answer what is left; whoever received the whole answered something else.
            return;
        }
        for (DryRun engine : engines) {
            answer(engine, datagram, request);
        }
    }

    private void answer(DryRun engine, UdpPacket datagram, DhcpPacket request) {
        if (!engine.hears(datagram)) {
            below(engine.name() + " would not hear it: it goes to " + datagram.destination());
            return;
        }
        DryRun.Answer answer = engine.answer(request, datagram);
        if (answer instanceof DryRun.Silence silence) {
            below(engine.name() + " would not answer: " + silence.why());
            return;
        }
        DryRun.Sent sent = (DryRun.Sent) answer;
        BootClient client = BootClient.of(request);
        below(engine.name() + " would send " + DhcpWords.wholeReply(sent.reply()) + ", to "
                + destination(sent.destination())
                + (isToldToBoot(client, sent.reply()) ? " (" + bootReason.apply(client) + ")" : ""));
        fields(sent.reply());
        judge.verdict(request, sent.reply()).ifPresent(this::below);
    }

    private static boolean isToldToBoot(BootClient client, DhcpPacket reply) {
        return client.isNetworkBoot() && !reply.is(DhcpMessageType.NAK);
    }

    private void reply(UdpPacket datagram, String protocol, DhcpPacket reply) {
        String server = reply.get(DhcpOption.SERVER_IDENTIFIER)
                .filter(named -> !named.equals(datagram.source()))
                .map(named -> ", of server " + named)
                .orElse("");
        line(datagram, protocol + DhcpWords.wholeReply(reply) + " for " + reply.chaddr() + server + relay(reply));
        fields(reply);
        for (OfferFault fault : OfferDiagnosis.of(reply).faults()) {
            // Which of two boot servers is the second, a capture does not say.
            if (fault != OfferFault.SECOND_PROXY) {
                below("fault: it " + fault.text());
            }
        }
        if (reply.is(DhcpMessageType.OFFER)) {
            judge.questionOf(reply)
                    .flatMap(discover -> judge.verdict(discover, reply))
                    .ifPresent(this::below);
        }
    }

    private static String relay(DhcpPacket packet) {
        return packet.giaddr().isAny() ? "" : ", relay " + packet.giaddr();
    }

    private static String destination(ReplyDestination destination) {
        return destination.address() + ":" + destination.port();
    }

    /** How many packets of which kind there were, a line each, after the last one. */
    public void summary() {
        out.accept("");
        out.accept(String.format(Locale.ROOT, "%,d DHCP and %,d TFTP packets", dhcpPackets, tftpPackets));
        if (otherDatagrams > 0) {
            out.accept(String.format(Locale.ROOT, "%,d other UDP datagrams", otherDatagrams));
        }
        others.forEach((kind, count) -> out.accept(String.format(Locale.ROOT, "%,d packets %s", count, kind)));
    }

    private void line(UdpPacket datagram, String text) {
        String remarks = datagram.remarks().isEmpty() ? "" : " [" + String.join(", ", datagram.remarks()) + "]";
        out.accept(String.format(
                Locale.ROOT,
                "%6d  %s  %-36s  %s%s",
                datagram.number(),
                TIME.format(datagram.time()),
                datagram.way(),
                text,
                remarks));
    }

    private void below(String text) {
        out.accept(BELOW + text);
    }

    private void fields(DhcpPacket packet) {
        if (detail == Detail.EVERYTHING) {
            packet.summary().lines().forEach(text -> below("  " + text));
        }
    }
}
