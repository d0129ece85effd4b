package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;

/** {@code tftp}: all servers in the cases of real firmware, in turns, so that what the machine does besides hits all alike. */
final class SideBySide extends TftpSuite {
    static final String NAME = "tftp";

    SideBySide(Bench bench) {
        super(NAME, bench);
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (TftpCase asked : List.of(TftpCase.LOCK_STEP, TftpCase.EDK2, TftpCase.WINDOW_16)) {
            for (Contender contender : bench.contenders()) {
                TftpCase some = asked.withTransfers(asked.transfers() / 4);
                steps.addAll(warmUp(contender, some, seconds(contender, some)));
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
                seconds(contender, sized),
                () -> measure.measure(contender, sized));
    }

    /** In the short form half of the transfers, and an eighth of those of the slower peers. */
    private int share(Contender contender) {
        if (bench.form().isFull()) {
            return 1;
        }
        return contender.java() ? 2 : 8;
    }
}
