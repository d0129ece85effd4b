package io.pxe4j.bench;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.OptionNegotiation;
import io.pxe4j.tftp.engine.ReadTransfer;
import io.pxe4j.tftp.engine.TransferTimers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The engine's share of an ACK, which is one operation: what it says, what leaves next, and when to look again. Makes no object. */
public class ReadTransferBenchmark extends AbstractBenchmark {
    private static final long SIZE = 1L << 40;
    private static final long ROUND_TRIP = 200_000;

    /** Blocks in a window. */
    @Param({"1", "16"})
    public int window = 1;

    private AgreedOptions agreed = AgreedOptions.NONE;
    private ReadTransfer transfer = ReadTransfer.start(agreed, SIZE, TransferTimers.DEFAULT, 0);
    private long now;

    /** Agrees on the options. */
    @Setup
    public void agree() {
        TftpRequest request =
                TftpRequest.read("f", TftpOptions.of("blksize", "1428", "windowsize", Integer.toString(window)));
        agreed = OptionNegotiation.agree(request, NegotiationLimits.DEFAULT, SIZE);
        start();
    }

    private void start() {
        transfer = ReadTransfer.start(agreed, SIZE, TransferTimers.DEFAULT, now);
        transfer.onSent(1, now);
        transfer.onAck(0, now);
    }

    /** One ACK and the window that it lets go. */
    @Benchmark
    public long ackAndSend() {
        long first = transfer.pendingBlock();
        int count = transfer.pendingCount();
        transfer.onSent(count, now);
        now += ROUND_TRIP;
        transfer.onAck((int) (first + count - 1) & 0xffff, now);
        if (transfer.isOver()) {
            start();
        }
        return transfer.deadline();
    }
}
