package io.pxe4j.boot;

import io.pxe4j.boot.BootStep.Kind;
import io.pxe4j.boot.explain.DhcpWords;
import io.pxe4j.boot.explain.Printable;
import io.pxe4j.boot.http.HttpListener;
import io.pxe4j.boot.http.HttpTransfer;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.server.DhcpListener;
import io.pxe4j.dhcp.server.OtherServerSeen;
import io.pxe4j.dhcp.server.RequestAnswered;
import io.pxe4j.dhcp.server.RequestDropped;
import io.pxe4j.dhcp.server.RequestReceived;
import io.pxe4j.tftp.server.RequestRefused;
import io.pxe4j.tftp.server.TftpListener;
import io.pxe4j.tftp.server.TransferFailed;
import io.pxe4j.tftp.server.TransferFinished;
import io.pxe4j.tftp.server.TransferProbed;
import io.pxe4j.tftp.server.TransferStatistics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Makes one line of story of what DHCP, TFTP and HTTP report. */
final class BootTracer implements DhcpListener, TftpListener, HttpListener {
    private final BootListener listener;
    private final InstantSource clock;
    private final ClientBook clients = new ClientBook();

    BootTracer(BootListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** Whether a client with that address has shown in DHCP packets. */
    boolean knows(InetAddress client) {
        return clients.find(client).isPresent();
    }

    @Override
    public void received(RequestReceived event) {
        // Beside another address server, the broadcast REQUEST is the only place where a client's address shows.
        if (event.request().is(DhcpMessageType.REQUEST)) {
            BootClient client = BootClient.of(event.request());
            event.request().get(DhcpOption.REQUESTED_ADDRESS).ifPresent(address -> clients.learn(address, client));
            clients.learn(event.request().ciaddr(), client);
        }
    }

    @Override
    public void answered(RequestAnswered event) {
        DhcpPacket reply = event.reply();
        BootClient client = BootClient.of(event.request());
        clients.learn(reply.yiaddr(), client);
        String protocol = event.arrival().port() == ServerPort.PXE ? "PXE " : "DHCP ";
        report(Kind.DHCP_ANSWERED, ClientBook.entry(client), protocol + DhcpWords.reply(reply));
    }

    @Override
    public void dropped(RequestDropped event) {
        String type = event.request()
                .flatMap(DhcpPacket::messageType)
                .map(known -> " " + known)
                .orElse("");
        String text = "DHCP" + type + " not answered: " + event.drop();
        Optional<ClientBook.Entry> client = event.request().map(packet -> ClientBook.entry(BootClient.of(packet)));
        Kind kind = isOurs(event.drop().reason()) ? Kind.DHCP_DROPPED : Kind.DHCP_PASSED_BY;
        if (client.isPresent()) {
            report(kind, client.get(), text);
        } else {
            String source = event.arrival().sourceAddress().toString();
            listener.step(new BootStep(clock.instant(), kind, Optional.empty(), source, text));
        }
    }

    private static boolean isOurs(DropReason reason) {
        return switch (reason) {
            case NOT_NETWORK_BOOT,
                    NOT_A_REQUEST,
                    OWN_PACKET,
                    ADDRESS_SERVERS_BUSINESS,
                    BOOT_SERVERS_BUSINESS,
                    OTHER_BOOT_SERVER_TYPE,
                    OTHER_SERVER,
                    UNKNOWN_CLIENT,
                    ALREADY_WORKING,
                    RELEASED -> false;
            default -> true;
        };
    }

    @Override
    public void otherServerSeen(OtherServerSeen event) {
        String does = event.evidence() == OtherServerSeen.Evidence.ANSWER ? " answers " : " is chosen by ";
        String text = "another DHCP server" + does + event.packet().chaddr();
        String server = event.server().toString();
        listener.step(new BootStep(clock.instant(), Kind.OTHER_SERVER_SEEN, Optional.empty(), server, text));
    }

    @Override
    public void finished(TransferFinished event) {
        TransferStatistics statistics = event.statistics();
        String again = statistics.retransmits() == 0 ? "" : ", " + statistics.retransmits() + " packets sent again";
        report(
                Kind.TFTP_SENT,
                event.transfer().client(),
                "TFTP " + Printable.of(event.transfer().file()) + ", "
                        + bytes(event.transfer().size()) + " in " + time(statistics.duration()) + again);
    }

    @Override
    public void probed(TransferProbed event) {
        report(
                Kind.TFTP_PROBED,
                event.transfer().client(),
                "TFTP " + Printable.of(event.transfer().file()) + ", asked for its size, "
                        + bytes(event.transfer().size()));
    }

    @Override
    public void failed(TransferFailed event) {
        report(
                Kind.TFTP_FAILED,
                event.transfer().client(),
                "TFTP " + Printable.of(event.transfer().file()) + " broke off after "
                        + bytes(event.statistics().bytes()) + ": " + Printable.of(event.detail()));
    }

    @Override
    public void refused(RequestRefused event) {
        String file = event.file().isEmpty() ? "packet" : Printable.of(event.file());
        report(Kind.TFTP_REFUSED, event.client(), "TFTP " + file + " refused: " + Printable.of(event.detail()));
    }

    @Override
    public void ended(HttpTransfer transfer) {
        String method = transfer.method().isEmpty() ? "request" : Printable.of(transfer.method());
        String what = "HTTP " + method + " " + Printable.of(transfer.path());
        if (!transfer.complete()) {
            report(Kind.HTTP_FAILED, transfer.peer(), what + " broke off after " + time(transfer.duration()));
        } else if (transfer.status() >= 400) {
            report(Kind.HTTP_REFUSED, transfer.peer(), what + " refused: status " + transfer.status());
        } else {
            report(
                    Kind.HTTP_SENT,
                    transfer.peer(),
                    what + ", " + bytes(transfer.bytes()) + " in " + time(transfer.duration()));
        }
    }

    @Override
    public void refused(InetSocketAddress peer) {
        report(Kind.HTTP_REFUSED, peer, "HTTP connection refused: too many are open");
    }

    private void report(Kind kind, InetSocketAddress peer, String text) {
        Optional<ClientBook.Entry> client = clients.find(peer.getAddress());
        if (client.isPresent()) {
            report(kind, client.get(), text);
        } else {
            String address = peer.getAddress().getHostAddress();
            listener.step(new BootStep(clock.instant(), kind, Optional.empty(), address, text));
        }
    }

    private void report(Kind kind, ClientBook.Entry client, String text) {
        listener.step(new BootStep(clock.instant(), kind, Optional.of(client.hardwareAddress()), client.name(), text));
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }

    private static String time(Duration duration) {
        long millis = duration.toMillis();
        return millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }
}
