package io.pxe4j.bench.report;

import java.nio.file.Path;
import java.util.List;

/**
 * What the suites of a run share.
 *
 * @param form how much is measured
 * @param recorder where the figures go
 * @param programs where peers and tools are found
 * @param pinning which core is whose
 * @param workspace what is served
 * @param pool the TFTP servers that run
 * @param loads who fetches from them
 * @param slowCrc whether they check what they get without the processor's help
 * @param contenders the TFTP servers that take part, ours first
 * @param logs where the servers' output goes
 */
record Bench(
        Form form,
        Recorder recorder,
        Programs programs,
        Pinning pinning,
        Workspace workspace,
        ServerPool pool,
        Loads loads,
        boolean slowCrc,
        List<Contender> contenders,
        Path logs) {
    Bench {
        contenders = List.copyOf(contenders);
    }
}
