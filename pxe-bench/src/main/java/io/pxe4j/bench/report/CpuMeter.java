package io.pxe4j.bench.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The CPU time of a process and of all it ever started, where there is no {@link CpuGroup} to keep it. A child that was waited for is in
 * its parent's account; one that nobody waits for (tftpd-hpa's) is gone with its account when it ends, so that living children are looked
 * at again and again and the last that was seen of each is kept.
 */
final class CpuMeter {
    private final ProcFs proc;
    private final long root;
    private final Map<Long, CpuTime> lastSeen = new HashMap<>();
    private CpuTime gone = CpuTime.NONE;
    private ProcFs.Times ofRoot = new ProcFs.Times(CpuTime.NONE, CpuTime.NONE);

    CpuMeter(ProcFs proc, long root) {
        this.proc = proc;
        this.root = root;
    }

    /** All of it up to now. Called often, little of short-lived children is missed. */
    synchronized CpuTime read() {
        List<Long> tree = proc.tree(root);
        proc.times(root).ifPresent(times -> ofRoot = times);
        Set<Long> living = new HashSet<>();
        for (long child : tree.subList(1, tree.size())) {
            Optional<ProcFs.Times> times = proc.times(child);
            if (times.isPresent()) {
                lastSeen.put(child, times.get().own().plus(times.get().reaped()));
                living.add(child);
            }
        }
        lastSeen.entrySet().removeIf(entry -> {
            if (living.contains(entry.getKey())) {
                return false;
            }
            gone = gone.plus(entry.getValue());
            return true;
        });
        CpuTime sum = ofRoot.own().plus(more(gone, ofRoot.reaped()));
        for (CpuTime child : lastSeen.values()) {
            sum = sum.plus(child);
        }
        return sum;
    }

    /** Both count the children that ended; each may have missed some. */
    private static CpuTime more(CpuTime a, CpuTime b) {
        return a.seconds() > b.seconds() ? a : b;
    }
}
