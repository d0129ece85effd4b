package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code tftp}: all servers in the cases of real firmware, in turns, so that what the machine does besides hits all alike. */
final class SideBySide implements Suite {
    static final String NAME = "tftp";

    private final Bench bench;
    private final TftpMeasure measure;

    SideBySide(Bench bench) {
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
        for (TftpCase asked : List.of(TftpCase.LOCK_STEP, TftpCase.EDK2, TftpCase.WINDOW_16)) {
            for (Contender contender : bench.contenders()) {
                if (contender.java()) {
                    TftpCase some = asked.withTransfers(asked.transfers() / 4);
                    steps.add(Step.of(
                            asked.name() + ", warm-up, " + contender.name(),
                            some.seconds(speed(contender, asked)),
                            () -> measure.warmUp(contender, some)));
                }
            }
            for (int round = 1; round <= bench.form().tftpRounds(); round++) {
                for (Contender contender : bench.contenders()) {
                    if (contender.java() || round <= bench.form().peerRounds()) {
                        steps.add(round(asked, contender, round));
                    }
                }
            }
        }
        return steps;
    }

    private Step round(TftpCase asked, Contender contender, int round) {
        TftpCase sized = asked.withTransfers(asked.transfers() / share(contender));
        return Step.of(
                asked.name() + ", round " + round + ", " + contender.name(),
                sized.seconds(speed(contender, asked)),
                () -> measure.measure(contender, sized));
    }

    /** In the short form half of the transfers, and an eighth of those of the slower peers. */
    private int share(Contender contender) {
        if (bench.form().isFull()) {
            return 1;
        }
        return contender.java() ? 2 : 8;
    }

    static double speed(Contender contender, TftpCase asked) {
        return contender.java() && asked.window() > 1 ? 600 : contender.java() ? 190 : 120;
    }
}
