package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives a {@link ReadTransfer} by hand on a virtual clock and says what it sends: {@code "OACK"}, {@code "1"}, {@code "5-8"}. */
final class Steps {
    static final TftpOptions OACK = TftpOptions.of("tsize", "1");

    final ReadTransfer transfer;
    long now;
    private final List<Long> blocks = new ArrayList<>();

    Steps(AgreedOptions agreed, long size) {
        this(agreed, size, 1_000_000_000L);
    }

    private Steps(AgreedOptions agreed, long size, long now) {
        this.now = now;
        this.transfer = ReadTransfer.start(agreed, size, TransferTimers.DEFAULT, now);
    }

    static Steps plain(long size) {
        return new Steps(AgreedOptions.NONE, size);
    }

    static Steps plain(long size, long now) {
        return new Steps(AgreedOptions.NONE, size, now);
    }

    static Steps windowed(long size, int blockSize, int window) {
        return new Steps(new AgreedOptions(OACK, blockSize, window, Optional.empty(), 0), size);
    }

    Steps after(long millis) {
        now += millis * 1_000_000;
        return this;
    }

    String ack(int number) {
        transfer.onAck(number, now);
        return sent();
    }

    String tick() {
        transfer.onTime(now);
        return sent();
    }

    /** Lets the pauses within the window pass and says what each of them brings. */
    String rest() {
        StringBuilder all = new StringBuilder();
        for (int quiet = 0; quiet < 20; quiet++) {
            String burst = after(1).tick();
            if (!burst.isEmpty()) {
                all.append(burst).append(' ');
                quiet = 0;
            }
        }
        return all.toString();
    }

    String requestAgain() {
        assertThat(transfer.onRequestAgain(now)).isTrue();
        return sent();
    }

    /** Sends what is pending. */
    String sent() {
        int count = transfer.pendingCount();
        if (count == 0) {
            return "";
        }
        long first = transfer.pendingBlock();
        for (int i = 0; i < count; i++) {
            blocks.add(first + i);
        }
        transfer.onSent(count, now);
        assertThat(transfer.pendingCount()).isZero();
        if (first == 0) {
            return "OACK";
        }
        return count == 1 ? Long.toString(first) : first + "-" + (first + count - 1);
    }

    /** The blocks sent since the last call. */
    List<Long> takeBlocks() {
        List<Long> taken = new ArrayList<>(blocks);
        blocks.clear();
        return taken;
    }

    void endsAs(ReadOutcome outcome) {
        assertThat(transfer.isOver()).isTrue();
        assertThat(transfer.outcome()).contains(outcome);
    }
}
