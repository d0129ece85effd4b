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

    /** The slower peers get less to do, and all get less in the short form. */
    private int share(Contender contender) {
        int slower = contender.java() ? 1 : bench.form().isFull() ? 2 : 4;
        return bench.form().isFull() ? slower : 2 * slower;
    }
}
