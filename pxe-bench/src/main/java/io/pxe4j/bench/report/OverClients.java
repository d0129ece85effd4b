package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code clients}: how throughput and CPU change from one client to many. */
final class OverClients implements Suite {
    static final String NAME = "clients";

    private final Bench bench;
    private final TftpMeasure measure;

    OverClients(Bench bench) {
        this.bench = bench;
        this.measure = new TftpMeasure(bench, NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int window : bench.form().windows()) {
            for (Contender contender : bench.contenders()) {
                if (contender.java()) {
                    TftpCase some = TftpCase.over(64, window);
                    steps.add(Step.of(
                            "window " + window + ", warm-up, " + contender.name(),
                            some.seconds(SideBySide.speed(contender, some)),
                            () -> measure.warmUp(contender, some)));
                }
            }
            for (int clients : bench.form().clientCounts()) {
                for (Contender contender : bench.contenders()) {
                    TftpCase asked = TftpCase.over(clients, window);
                    steps.add(Step.of(
                            asked.name() + ", " + contender.name(),
                            asked.seconds(SideBySide.speed(contender, asked) * (clients == 1 ? 0.3 : 1)),
                            () -> measure.measure(contender, asked)));
                }
            }
        }
        return steps;
    }
}
