package io.pxe4j.bench.scale;

import io.pxe4j.tftp.engine.ReadTransfer;

/** What a TFTP service has sent, and how its transfers ended. */
final class TftpTally {
    long transfers;
    long datagrams;
    long retransmits;
    long timeouts;
    long unanswered;
    long silent;
    long cardOverflows;

    void addEnded(ReadTransfer transfer) {
        datagrams += transfer.datagrams();
        retransmits += transfer.retransmits();
        timeouts += transfer.timeouts();
        transfer.outcome().ifPresent(outcome -> {
            switch (outcome) {
                case NO_ANSWER -> unanswered++;
                case CLIENT_SILENT -> silent++;
                default -> {
                    // What ended as it should.
                }
            }
        });
    }
}
