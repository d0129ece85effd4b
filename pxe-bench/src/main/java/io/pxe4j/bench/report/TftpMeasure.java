package io.pxe4j.bench.report;

import io.pxe4j.bench.load.LoadPlan;
import io.pxe4j.bench.load.LoadResult;
import java.io.IOException;
import java.time.Duration;

/** Lets the load fetch from a server, and reads what it cost the server meanwhile. */
final class TftpMeasure {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Bench bench;
    private final String suite;

    TftpMeasure(Bench bench, String suite) {
        this.bench = bench;
        this.suite = suite;
    }

    /** Runs a case once and counts nothing: Java compiles, files come into memory. */
    void warmUp(Contender contender, TftpCase asked) throws IOException, InterruptedException {
        ServerPool.Running server = bench.pool().running(contender, serve(asked));
        bench.loads().run(plan(server, asked));
        server.process().awaitRest();
    }

    /** Runs a case once, adds a round to each of its figures, and waits until the server has come to rest. */
    LoadResult measure(Contender contender, TftpCase asked) throws IOException, InterruptedException {
        ServerPool.Running server = bench.pool().running(contender, serve(asked));
        CpuTime before = server.process().cpu();
        LoadResult result = bench.loads().run(plan(server, asked));
        CpuTime used = server.process().cpu().minus(before);
        long resident = server.process().residentBytes();
        server.process().awaitRest();
        Figure figure = (metric, value) -> bench.recorder()
                .add(new Recorder.Key(suite, asked.name(), contender.name(), metric, asked.parameters()), value);
        figure.add(Metric.FINISHED, result.ok());
        figure.add(Metric.ERRORS, result.failed() + result.unfinished() + result.corrupt());
        figure.add(Metric.RETRANSMITTED, (double) result.retransmitted());
        if (!result.isClean()) {
            bench.recorder().notMeasured(suite, contender.name() + ", " + asked.name(), trouble(result));
        }
        if (result.ok() == 0) {
            return result;
        }
        figure.add(Metric.THROUGHPUT, result.megabytesPerSecond());
        figure.add(Metric.SERVER_CPU, result.cpuSecondsPerGibibyte(used.seconds()));
        figure.add(Metric.SERVER_SYSTEM_CPU, result.cpuSecondsPerGibibyte(used.system()));
        figure.add(Metric.SERVER_MEMORY, resident / (double) (1 << 20));
        figure.add(Metric.P50, result.p50Millis());
        figure.add(Metric.P99, result.p99Millis());
        figure.add(Metric.P999, result.p999Millis());
        figure.add(Metric.LOAD_CPU, result.cpuSecondsPerGibibyte(result.loadCpuSeconds()));
        figure.add(Metric.LOAD_SHARE, result.seconds() == 0 ? 0 : result.loadCpuSeconds() / result.seconds() * 100);
        return result;
    }

    private interface Figure {
        void add(Metric metric, double value);
    }

    private static String trouble(LoadResult result) {
        return result.ok() + " transfers finished, " + result.failed() + " failed, " + result.unfinished()
                + " did not end within " + LIMIT.toSeconds() + " s, " + result.corrupt() + " had wrong content"
                + (result.firstError().isEmpty() ? "" : "; the first: " + result.firstError());
    }

    /** The file of the case, made if it is not there yet. */
    private String serve(TftpCase asked) throws IOException {
        bench.workspace().serve(asked.file(), asked.octets());
        return asked.file();
    }

    private LoadPlan plan(ServerPool.Running server, TftpCase asked) throws IOException {
        return LoadPlan.of(server.address(), asked.file())
                .clients(asked.clients())
                .transfers(asked.transfers())
                .blksize(asked.blksize())
                .window(asked.window())
                .tsize(true)
                .expectedCrc32(bench.workspace().serve(asked.file(), asked.octets()))
                .slowCrc(bench.slowCrc())
                .limit(LIMIT)
                .build();
    }
}
