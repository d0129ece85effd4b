package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code clients}: how throughput and CPU change from one client to many. */
final class OverClients extends TftpSuite {
    static final String NAME = "clients";

    /** A round of more is long enough for Java to compile in its beginning. */
    private static final int MOST_WARMED_UP = 1000;

    /** With more, each window takes minutes of the slower peers. */
    private static final int MOST_WITH_WINDOWS = 1000;

    OverClients(Bench bench) {
        super(NAME, bench);
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
                    // One client alone waits most of the time.
                    double seconds = seconds(contender, asked) * (clients == 1 ? 3 : 1);
                    if (clients <= MOST_WARMED_UP) {
                        steps.addAll(warmUp(contender, asked, seconds));
                    }
                    steps.add(Step.of(
                            asked.name() + ", " + contender.name(), seconds, () -> measure.measure(contender, asked)));
                }
            }
        }
        return steps;
    }
}
