package io.pxe4j.boot.cli;

import io.pxe4j.boot.explain.DhcpWords;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.server.DhcpListener;
import io.pxe4j.dhcp.server.InterfaceChange;
import io.pxe4j.dhcp.server.OtherServerSeen;
import io.pxe4j.dhcp.server.RequestAnswered;
import io.pxe4j.dhcp.server.RequestDropped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One line for each DHCP exchange. */
record ExchangeLines(LinePrinter printer) implements DhcpListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public void answered(RequestAnswered event) {
        line(DhcpWords.client(BootClient.of(event.request())) + ": " + DhcpWords.type(event.request()) + ", "
                + DhcpWords.reply(event.reply()));
    }

    @Override
    public void dropped(RequestDropped event) {
        String who = event.request()
                .map(request -> DhcpWords.client(BootClient.of(request)) + ": " + DhcpWords.type(request))
                .orElseGet(() -> event.arrival().sourceAddress() + ": packet");
        line(who + " not answered: " + event.drop());
    }

    @Override
    public void otherServerSeen(OtherServerSeen event) {
        String fault = event.diagnosis()
                .filter(diagnosis -> !diagnosis.isHealthy())
                .map(diagnosis -> ": " + diagnosis)
                .orElse("");
        line("another DHCP server: " + event + fault);
    }

    @Override
    public void interfaceChanged(InterfaceChange event) {
        line("interface " + event);
    }

    private void line(String text) {
        printer.print(TIME.format(Instant.now()) + "  " + text);
    }
}
