package io.pxe4j.bench.check;

import io.pxe4j.bench.TftpAckBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The server's share of a block and of a window, over loopback, against a bare sender on Netty that is asked in the same way. */
final class TftpServerChecks {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 20_000;
    private static final int BLOCKS = 4_000;
    private static final int WINDOWS = 2_000;

    private TftpServerChecks() {}

    /** Hands over one verdict after the other. */
    static void run(Consumer<Bound.Verdict> verdicts) {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            List.of(Bound.TFTP_LOCK_STEP, Bound.TFTP_SERVER_BLOCK, Bound.TFTP_WINDOW, Bound.TFTP_SERVER_WINDOW)
                    .forEach(bound -> verdicts.accept(bound.skipped("the bare sender needs Linux")));
            return;
        }
        TftpAckBenchmark asking = new TftpAckBenchmark();
        try {
            asking.start();
            try {
                check(
                        Bound.TFTP_LOCK_STEP,
                        Bound.TFTP_SERVER_BLOCK,
                        asking::lockStep,
                        asking::nettyAlone,
                        BLOCKS,
                        verdicts);
                check(
                        Bound.TFTP_WINDOW,
                        Bound.TFTP_SERVER_WINDOW,
                        asking::window16,
                        asking::nettyWindow16,
                        WINDOWS,
                        verdicts);
            } finally {
                asking.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks once and waits for the answer. */
    @FunctionalInterface
    private interface Asking {
        int ask() throws IOException;
    }

    private static void check(
            Bound time, Bound octets, Asking ours, Asking bare, int operations, Consumer<Bound.Verdict> verdicts) {
        use(ours, WARM_UP);
        use(bare, WARM_UP);
        List<OtherThreads> oursUsed = new ArrayList<>();
        List<OtherThreads> bareUsed = new ArrayList<>();
        DoubleSupplier ratio = () -> {
            oursUsed.clear();
            bareUsed.clear();
            for (int i = 0; i < ROUNDS; i++) {
                oursUsed.add(use(ours, operations));
                bareUsed.add(use(bare, operations));
            }
            double[] ratios = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                ratios[i] =
                        (double) oursUsed.get(i).cpuNanos() / bareUsed.get(i).cpuNanos();
            }
            return Rounds.median(ratios);
        };
        verdicts.accept(time.measure(ratio));
        verdicts.accept(octets.verdict((allocated(oursUsed) - allocated(bareUsed)) / operations));
    }

    private static OtherThreads use(Asking asking, int operations) {
        OtherThreads before = OtherThreads.now();
        try {
            for (int i = 0; i < operations; i++) {
                asking.ask();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return OtherThreads.now().since(before);
    }

    private static double allocated(List<OtherThreads> used) {
        return Rounds.median(used.stream().mapToDouble(OtherThreads::allocated).toArray());
    }
}
