package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code clients}: how throughput and CPU change from one client to many. */
final class OverClients implements Suite {
    static final String NAME = "clients";

    /** A round of more is long enough for Java to compile in its beginning. */
    private static final int MOST_WARMED_UP = 1000;

    /** With more, each window takes minutes of the slower peers. */
    private static final int MOST_WITH_WINDOWS = 1000;

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
            for (int clients : bench.form().clientCounts()) {
                if (clients > MOST_WITH_WINDOWS && window > 1) {
                    continue;
                }
                for (Contender contender : bench.contenders()) {
                    TftpCase asked = TftpCase.over(clients, window);
                    double seconds = asked.seconds(SideBySide.speed(contender, asked) * (clients == 1 ? 0.3 : 1));
                    if (contender.java() && clients <= MOST_WARMED_UP) {
                        steps.add(Step.of(
                                asked.name() + ", warm-up, " + contender.name(),
                                seconds,
                                () -> measure.warmUp(contender, asked)));
                    }
                    steps.add(Step.of(
                            asked.name() + ", " + contender.name(), seconds, () -> measure.measure(contender, asked)));
                }
            }
        }
        return steps;
    }
}
