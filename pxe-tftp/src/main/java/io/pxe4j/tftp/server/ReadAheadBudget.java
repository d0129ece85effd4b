package io.pxe4j.tftp.server;

import java.util.concurrent.atomic.AtomicLong;

/** The octets that transfers which read by themselves may hold in all: the more of them there are, the less each reads ahead. */
final class ReadAheadBudget {
    /** One transfer takes this part of what is left at most. */
    private static final int SHARE = 32;

    private final long total;
    private final AtomicLong used = new AtomicLong();

    ReadAheadBudget(long total) {
        this.total = total;
    }

    /** Takes up to {@code wanted} octets; {@code least} even if there is nothing left, as a transfer must go on. */
    int take(int least, int wanted) {
        while (true) {
            long before = used.get();
            int taken = (int) Math.max(least, Math.min(wanted, (total - before) / SHARE));
            if (used.compareAndSet(before, before + taken)) {
                return taken;
            }
        }
    }

    void giveBack(int taken) {
        used.addAndGet(-taken);
    }

    long used() {
        return used.get();
    }
}
