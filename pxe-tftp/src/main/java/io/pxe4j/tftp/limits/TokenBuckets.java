package io.pxe4j.tftp.limits;

/**
 * Many token buckets of one rate in a fixed amount of memory, told apart by a number each.
 *
 * <p>A bucket is one time, that at which it will be full again (ATM's generic cell rate algorithm): one that is full has no state and needs no
 * place, so only those who asked lately are remembered. Places are in sets of {@link #WAYS}; when a set is full of buckets that are not, the
 * fullest is forgotten, which errs on the client's side and keeps those who ask most.
 */
final class TokenBuckets {
    static final int WAYS = 8;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long nanosPerToken;
    private final long slackNanos;
    private final int setBits;
    private final long[] keys;
    // Since origin, and 0 in a free place: full since the beginning.
    private final long[] fullAt;
    private boolean begun;
    private long origin;
    private long forgotten;

    TokenBuckets(RequestRate rate, int capacity) {
        this(rate.nanosPerToken(), rate.burst(), capacity);
    }

    /** Buckets of {@code burst} tokens, one of which comes back in that time. */
    TokenBuckets(long nanosPerToken, int burst, int capacity) {
        this.nanosPerToken = nanosPerToken;
        this.slackNanos = (burst - 1L) * nanosPerToken;
        int sets = Math.max(1, -Math.floorDiv(-capacity, WAYS));
        this.setBits = Integer.SIZE - Integer.numberOfLeadingZeros(sets - 1);
        this.keys = new long[WAYS << setBits];
        this.fullAt = new long[WAYS << setBits];
    }

    /** Whether a token is left for that key. */
    boolean allows(long key, long nowNanos) {
        long now = sinceOrigin(nowNanos);
        int first = firstOf(key);
        for (int at = first; at < first + WAYS; at++) {
            if (keys[at] == key) {
                return fullAt[at] - now <= slackNanos;
            }
        }
        return true;
    }

    /** Takes a token, which {@link #allows} said is there. */
    void take(long key, long nowNanos) {
        long now = sinceOrigin(nowNanos);
        int at = placeOf(key, now);
        fullAt[at] = Math.max(keys[at] == key ? fullAt[at] : 0, now) + nanosPerToken;
        keys[at] = key;
    }

    /** The key's place, or one that it may take: a free one, else that of the fullest bucket. */
    private int placeOf(long key, long now) {
        int first = firstOf(key);
        int fullest = first;
        for (int at = first; at < first + WAYS; at++) {
            if (keys[at] == key) {
                return at;
            }
            if (fullAt[at] < fullAt[fullest]) {
                fullest = at;
            }
        }
        if (fullAt[fullest] > now) {
            forgotten++;
        }
        return fullest;
    }

    /** How often a bucket was forgotten that was not full. */
    long forgotten() {
        return forgotten;
    }

    int capacity() {
        return keys.length;
    }

    private int firstOf(long key) {
        return setBits == 0 ? 0 : (int) (key * MIX >>> Long.SIZE - setBits) * WAYS;
    }

    // Nano clocks begin anywhere.
    private long sinceOrigin(long nowNanos) {
        if (!begun) {
            begun = true;
            origin = nowNanos;
        }
        return nowNanos - origin;
    }
}
