package io.pxe4j.bench.report;

import java.util.List;

/** What the suites share that let the load fetch from TFTP servers. */
abstract class TftpSuite implements Suite {
    final Bench bench;
    final TftpMeasure measure;
    private final String name;

    TftpSuite(String name, Bench bench) {
        this.name = name;
        this.bench = bench;
        this.measure = new TftpMeasure(bench, name);
    }

    @Override
    public final String name() {
        return name;
    }

    /** A step that lets Java compile the server, and counts nothing; none for a server that is not Java. */
    final List<Step> warmUp(Contender contender, TftpCase asked, double seconds) {
        return contender.java()
                ? List.of(Step.of(
                        asked.name() + ", warm-up, " + contender.name(),
                        seconds,
                        () -> measure.warmUp(contender, asked)))
                : List.of();
    }

    /** At what any server of today manages, for the estimate of the time left. */
    static double seconds(Contender contender, TftpCase asked) {
        return asked.seconds(contender.java() && asked.window() > 1 ? 600 : contender.java() ? 190 : 120);
    }
}
