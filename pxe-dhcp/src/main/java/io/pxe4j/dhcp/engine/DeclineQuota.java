package io.pxe4j.dhcp.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How many addresses a client, and the clients behind a relay port, may have set aside within the time of a quarantine. */
final class DeclineQuota {
    private static final int MAX_REMEMBERED = 16_384;

    private static final class Count {
        private final long endsNanos;
        private int declines;

        private Count(long endsNanos) {
            this.endsNanos = endsNanos;
        }
    }

    private final int perClient;
    private final int perPort;
    private final long windowNanos;
    private final LongSupplier nanoClock;
    // The oldest window first: all are equally long.
    private final Map<Object, Count> counts = new LinkedHashMap<>();

    DeclineQuota(int perClient, int perPort, Duration window, LongSupplier nanoClock) {
        this.perClient = perClient;
        this.perPort = perPort;
        this.windowNanos = window.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Counts one more DECLINE; false if it is one too many. */
    boolean admits(Exchange x) {
        forgetOld();
        boolean client = count(x.key()) <= perClient;
        PortQuota.Port port = PortQuota.portOf(x.network().name(), x.client().relayInformation());
        return (port == null || count(port) <= perPort) && client;
    }

    private int count(Object who) {
        Count known = counts.get(who);
        if (known == null) {
            if (counts.size() == MAX_REMEMBERED) {
                counts.remove(counts.keySet().iterator().next());
            }
            known = new Count(nanoClock.getAsLong() + windowNanos);
            counts.put(who, known);
        }
        return ++known.declines;
    }

    private void forgetOld() {
        long now = nanoClock.getAsLong();
        Iterator<Count> oldest = counts.values().iterator();
        while (oldest.hasNext() && oldest.next().endsNanos - now <= 0) {
            oldest.remove();
        }
    }
}
