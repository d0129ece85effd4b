package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;

/** {@code commons-net}: one client of somebody else's making, RFC 1350 alone, in this process, from each server. */
final class CommonsNetClient implements Suite {
    static final String NAME = "commons-net";

    private static final String CASE = "1 client, RFC 1350";
    private static final int OCTETS = 1 << 20;
    private static final int PATIENCE_MS = 3000;

    private final Bench bench;

    CommonsNetClient(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int rounds = bench.form().isFull() ? 9 : 5;
        for (Contender contender : bench.contenders()) {
            steps.add(Step.of(CASE + ", " + contender.name(), 1 + 0.2 * rounds, () -> {
                // The first two let Java compile the client.
                for (int round = -2; round < rounds; round++) {
                    double seconds = fetch(contender);
                    if (round >= 0) {
                        bench.recorder()
                                .add(
                                        new Recorder.Key(
                                                NAME,
                                                CASE,
                                                contender.name(),
                                                Metric.THROUGHPUT,
                                                Map.of(
                                                        "clients", "1", "blksize", "512", "window", "1", "file",
                                                        "1 MiB")),
                                        OCTETS / seconds / 1e6);
                    }
                }
            }));
        }
        return steps;
    }

    private double fetch(Contender contender) throws IOException, InterruptedException {
        long expected = bench.workspace().serve("f1m", OCTETS);
        InetSocketAddress server = bench.pool().running(contender, "f1m").address();
        TFTPClient client = new TFTPClient();
        client.setDefaultTimeout(java.time.Duration.ofMillis(PATIENCE_MS));
        client.setMaxTimeouts(1);
        client.open();
        try {
            CRC32 sum = new CRC32();
            long begun = System.nanoTime();
            client.receiveFile(
                    "f1m",
                    TFTP.BINARY_MODE,
                    new CheckedOutputStream(OutputStream.nullOutputStream(), sum),
                    server.getAddress(),
                    server.getPort());
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (sum.getValue() != expected) {
                throw new IOException("commons-net received other content than " + contender.name() + " was to send");
            }
            return seconds;
        } finally {
            client.close();
        }
    }
}
