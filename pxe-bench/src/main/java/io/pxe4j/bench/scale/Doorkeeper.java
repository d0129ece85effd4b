package io.pxe4j.bench.scale;

import io.pxe4j.tftp.limits.AnswerBudget;
import io.pxe4j.tftp.limits.RequestLimiter;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The limits of a TFTP server, counted as its {@code Admission} counts them: requests and unanswered packets by the real limiter and budget,
 * transfers by the numbers of {@link TftpLimits}. Each machine has an address of its own here, and its rack a /20, so that the limits of an address
 * and a /24 are never met before those of all.
 */
final class Doorkeeper {
    private final TftpLimits limits;
    private final RequestLimiter limiter;
    private final AnswerBudget budget;
    private final Set<ServedFile> halfOpen = new LinkedHashSet<>();

    private int open;
    private int mostOpen;
    private int mostHalfOpen;
    private long overRate;
    private long full;
    private long evicted;
    private long heldBack;

    Doorkeeper(TftpLimits limits) {
        this.limits = limits;
        this.limiter = RequestLimiter.of(limits);
        this.budget = AnswerBudget.of(limits);
    }

    boolean hears(InetAddress client, long now) {
        boolean heard = limiter.admit(client, now) == RequestLimiter.Verdict.ADMITTED;
        overRate += heard ? 0 : 1;
        return heard;
    }

    /** Counts one more transfer, which its client has not answered yet; may end an older one of that sort. */
    boolean enter(ServedFile transfer) {
        if (open >= limits.maxTransfers() && !evictOldest()) {
            full++;
            return false;
        }
        if (halfOpen.size() >= limits.maxHalfOpen()) {
            evictOldest();
        }
        open++;
        mostOpen = Math.max(mostOpen, open);
        halfOpen.add(transfer);
        mostHalfOpen = Math.max(mostHalfOpen, halfOpen.size());
        return true;
    }

    private boolean evictOldest() {
        Iterator<ServedFile> oldest = halfOpen.iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        ServedFile victim = oldest.next();
        evicted++;
        victim.evict();
        return true;
    }

    boolean maySend(ServedFile transfer, long now) {
        boolean allowed = transfer.isConfirmed || budget.maySend(transfer.address, now);
        heldBack += allowed ? 0 : 1;
        return allowed;
    }

    void confirm(ServedFile transfer, long now) {
        halfOpen.remove(transfer);
        budget.onAnswered(transfer.address, now);
    }

    void leave(ServedFile transfer) {
        open--;
        halfOpen.remove(transfer);
    }

    int open() {
        return open;
    }

    int mostOpen() {
        return mostOpen;
    }

    int mostHalfOpen() {
        return mostHalfOpen;
    }

    /** Requests that were not heard, by rate. */
    long overRate() {
        return overRate;
    }

    /** Requests that found {@code maxTransfers} running. */
    long full() {
        return full;
    }

    /** Transfers that made room for others before their client answered. */
    long evicted() {
        return evicted;
    }

    /** Packets that the budget of an address that never answered did not allow. */
    long heldBack() {
        return heldBack;
    }
}
