package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code clients}: how throughput and CPU change from one client to many. */
final class OverClients extends TftpSuite {
    static final String NAME = "clients";

    /** Transfers of less are mostly beginnings, and are too few in a round for Java to compile those. */
    private static final int MUCH = 1 << 20;

    private static final int ROUNDS_OF_LITTLE = 4;

    /** A round of more clients is so long that Java compiles in its beginning; of one client it is too little for Java to compile anything. */
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
                if (clients <= MOST_WITH_WINDOWS || window == 1) {
                    add(TftpCase.over(clients, window), steps);
                }
            }
        }
        return steps;
    }

    private void add(TftpCase asked, List<Step> steps) {
        if (asked.clients() > 1 && asked.clients() <= MOST_WARMED_UP) {
            int times = asked.octets() < MUCH ? ROUNDS_OF_LITTLE : 1;
            TftpCase warming = asked.withTransfers(asked.transfers() * times);
            for (Contender contender : bench.contenders()) {
                steps.addAll(warmUp(contender, warming, seconds(contender, asked) * times));
            }
        }
        for (int round = 1; round <= bench.form().tftpRounds(); round++) {
            for (Contender contender : bench.contenders()) {
                if (round <= rounds(contender, asked)) {
                    // One client alone waits most of the time.
                    steps.add(Step.of(
                            asked.name() + ", round " + round + ", " + contender.name(),
                            seconds(contender, asked) * (asked.clients() == 1 ? 3 : 1),
                            () -> measure.measure(contender, asked)));
                }
            }
        }
    }

    /** In turns where that takes seconds; what the others do with windows or more clients takes longer. */
    private int rounds(Contender contender, TftpCase asked) {
        boolean quick = contender.java() || asked.window() == 0 && asked.clients() <= MOST_WARMED_UP;
        return bench.form().isFull() && quick ? bench.form().tftpRounds() : 1;
    }
}
