package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code syscalls}: which system calls a server makes for a block of a file, counted by {@code strace}. */
final class SystemCalls implements Suite {
    static final String NAME = "syscalls";

    private static final Duration TO_ATTACH = Duration.ofSeconds(2);
    private static final double RARE = 0.001;
    private static final int FEW = 16;

    private final Bench bench;
    private final TftpMeasure unseen;

    private SystemCalls(Bench bench) {
        this.bench = bench;
        this.unseen = new TftpMeasure(bench, NAME);
    }

    /** Empty without strace, which is then noted. */
    static Optional<Suite> create(Bench bench) {
        if (!bench.programs().has("strace")) {
            bench.recorder().notMeasured(NAME, "all", Peer.missing("strace", "strace"));
            return Optional.empty();
        }
        return Optional.of(new SystemCalls(bench));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (TftpCase asked : List.of(TftpCase.LOCK_STEP, TftpCase.WINDOW_16)) {
            for (Contender contender : bench.contenders()) {
                if (contender.java() || contender.name().equals("dnsmasq")) {
                    steps.add(Step.of(asked.name() + ", " + contender.name(), 8, () -> count(contender, asked)));
                }
            }
        }
        return steps;
    }

    private void count(Contender contender, TftpCase asked) throws IOException, InterruptedException {
        // Who makes several calls for each block takes long under strace, and as many with few clients.
        int clients = contender.java() ? asked.clients() : FEW;
        TftpCase some = new TftpCase(asked.name(), clients, clients, asked.blksize(), asked.window(), "f1m", 1 << 20);
        unseen.warmUp(contender, some);
        ServerPool.Running server = bench.pool().running(contender, some.file());
        Path counts = bench.workspace().file("strace-" + contender.name() + "-" + asked.name());
        Process strace = new ProcessBuilder(
                        bench.programs().find("strace").orElseThrow().toString(),
                        "-f",
                        "-c",
                        "-qq",
                        "-o",
                        counts.toString(),
                        "-p",
                        Long.toString(server.process().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (strace.waitFor(TO_ATTACH.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "strace may not watch " + contender.name() + " here (status " + strace.exitValue() + ")");
            }
            unseen.warmUp(contender, some);
        } finally {
            // SIGTERM: it writes its table and lets the server go on.
            strace.destroy();
            if (!strace.waitFor(10, TimeUnit.SECONDS)) {
                strace.destroyForcibly();
            }
        }
        double blocks = (double) some.transfers() * (some.octets() / some.blksize() + 1);
        Map<String, String> parameters = new TreeMap<>(some.parameters());
        parse(Files.readString(counts)).forEach((call, number) -> {
            double each = number / blocks;
            if (each >= RARE) {
                bench.recorder()
                        .add(
                                new Recorder.Key(
                                        NAME,
                                        asked.name() + ", " + call,
                                        contender.name(),
                                        Metric.SYSTEM_CALLS,
                                        parameters),
                                each);
            }
        });
    }

    /** The table that {@code strace -c} writes: calls by name, most time first. */
    static Map<String, Long> parse(String table) {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (String line : table.split("\n", -1)) {
            String[] fields = line.strip().split(" +", -1);
            // % time, seconds, usecs/call, calls, [errors,] syscall
            if (fields.length >= 5 && fields[0].matches("[0-9.]+") && !fields[fields.length - 1].equals("total")) {
                calls.merge(fields[fields.length - 1], Long.parseLong(fields[3]), Long::sum);
            }
        }
        return calls;
    }
}
