package io.pxe4j.bench.report;

import io.pxe4j.bench.load.OpenTransfers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code open}: what our server takes for each transfer that is open, from one to ten thousand, with one loop and with two. */
final class OpenTransfersSuite implements Suite {
    static final String NAME = "open";

    private static final String FILE = "f16m";
    private static final int OCTETS = 16 << 20;
    private static final int BLKSIZE = 512;
    /** As many as a single transfer has; of CPU enough to be counted in hundredths of a second. */
    private static final int BLOCKS = 30_000;

    private final Bench bench;
    private @Nullable ServerPool pool;
    private @Nullable HeldTransfers held;
    private double memoryOfOne;

    OpenTransfersSuite(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int loops : List.of(1, 2)) {
            String server = loops == 1 ? "1 loop" : loops + " loops";
            steps.add(Step.of(server + ", starts", 6, () -> start(loops)));
            if (loops == 1) {
                int many = bench.form()
                        .openTransfers()
                        .get(bench.form().openTransfers().size() - 1);
                steps.add(Step.of("heap of " + many + " open transfers", 12, () -> heap(many)));
            }
            for (int open : bench.form().openTransfers()) {
                steps.add(
                        Step.of(open + " open transfers, " + server, 1.5 + open / 4000.0, () -> measure(server, open)));
            }
        }
        return steps;
    }

    /** In a server that tells its heap, which the command line does not. */
    private void heap(int open) throws IOException {
        long octets = OpenTransfers.heapOctetsEach(open);
        bench.recorder()
                .add(
                        new Recorder.Key(
                                NAME,
                                open + " open",
                                "1 loop",
                                Metric.OPEN_HEAP_EACH,
                                Map.of("open", Integer.toString(open), "blksize", "1428")),
                        (double) octets);
    }

    private void start(int loops) throws IOException, InterruptedException {
        close();
        bench.workspace().serve(FILE, OCTETS);
        Contender ours = bench.contenders().get(0);
        // Two loops on one core would only wait for each other.
        Pinning pinning = loops == 1 ? bench.pinning() : Pinning.NONE;
        ServerPool started = new ServerPool(bench.workspace(), pinning, bench.logs());
        pool = started;
        Contender with =
                new Contender("open-" + loops, ours.command() + " --threads " + loops, OptionalInt.empty(), true);
        HeldTransfers transfers = new HeldTransfers(started.running(with, FILE).address(), FILE, BLKSIZE);
        held = transfers;
        // Java compiles, and the file is laid out once for all of them.
        transfers.openUpTo(1);
        for (int block = 0; block < BLOCKS / 3; block++) {
            transfers.oneBlockEach();
        }
        transfers.close();
        memoryOfOne = 0;
    }

    private void measure(String server, int open) throws IOException, InterruptedException {
        ServerPool started = pool;
        HeldTransfers transfers = held;
        if (started == null || transfers == null) {
            return;
        }
        ServerProcess process = started.only();
        transfers.openUpTo(open);
        CpuTime before = process.cpu();
        int rounds = Math.max(1, (BLOCKS - 1) / open);
        for (int round = 0; round < rounds; round++) {
            transfers.oneBlockEach();
        }
        double used = process.cpu().minus(before).seconds();
        double memory = process.residentBytes();
        if (memoryOfOne == 0) {
            memoryOfOne = memory;
        }
        Map<String, String> parameters = Map.of("open", Integer.toString(open), "blksize", Integer.toString(BLKSIZE));
        Recorder recorder = bench.recorder();
        String asked = open + " open";
        recorder.add(new Recorder.Key(NAME, asked, server, Metric.OPEN_MEMORY, parameters), memory / (1 << 20));
        recorder.add(
                new Recorder.Key(NAME, asked, server, Metric.OPEN_CPU_EACH, parameters),
                used / ((double) rounds * open) * 1e6);
        if (open >= 1000) {
            recorder.add(
                    new Recorder.Key(NAME, asked, server, Metric.OPEN_MEMORY_EACH, parameters),
                    Math.max(0, memory - memoryOfOne) / open);
        }
        // The next number begins with its first block, so that none comes to its end.
        transfers.close();
    }

    @Override
    public void close() {
        HeldTransfers transfers = held;
        held = null;
        try {
            if (transfers != null) {
                transfers.close();
            }
        } catch (IOException e) {
            // The server is stopped next and asks nobody for an ACK any more.
            bench.recorder().notMeasured(NAME, "end of the transfers", String.valueOf(e.getMessage()));
        } finally {
            ServerPool started = pool;
            pool = null;
            if (started != null) {
                started.close();
            }
        }
    }
}
