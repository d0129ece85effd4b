package io.pxe4j.tftp.server;

import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Timespan;

/** What the events of Java Flight Recorder say about a transfer that has ended. */
abstract class FlightTransfer extends Event {
    @Label("Client")
    String client = "";

    @Label("Server")
    String server = "";

    @Label("File")
    String file = "";

    @Label("Write")
    boolean write;

    @Label("Agreed Options")
    String options = "";

    @Label("Content")
    @DataAmount
    long bytes;

    @Label("Blocks")
    long blocks;

    @Label("Datagrams Sent")
    long datagrams;

    @Label("Retransmits")
    long retransmits;

    @Label("Timeouts")
    long timeouts;

    @Label("Time Taken")
    @Timespan
    long taken;

    final void fill(TransferInfo info, TransferStatistics statistics) {
        client = info.client().toString();
        server = info.server().toString();
        file = info.file();
        write = !info.isRead();
        options = info.options().oack().toString();
        bytes = statistics.bytes();
        blocks = statistics.blocks();
        datagrams = statistics.datagrams();
        retransmits = statistics.retransmits();
        timeouts = statistics.timeouts();
        taken = statistics.duration().toNanos();
    }
}
