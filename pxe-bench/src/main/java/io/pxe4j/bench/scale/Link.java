package io.pxe4j.bench.scale;

/** A link that sends one datagram after the other, with a queue before it. */
final class Link {
    private static final double BITS = 8;

    private final double nanosPerOctet;
    /** The longest wait in its queue. */
    private final long queueNanos;

    private long free;
    private long latest;
    private long octets;

    Link(double gbit, long queueNanos) {
        this.nanosPerOctet = BITS / gbit;
        this.queueNanos = queueNanos;
    }

    /** When a datagram that comes at {@code now} has left; negative if the queue is full. */
    long send(int length, long now) {
        octets += length;
        long takes = (long) (length * nanosPerOctet);
        if (now < latest) {
            // Another thread of the server said earlier what leaves later.
            return now + takes;
        }
        latest = now;
        long start = Math.max(free, now);
        if (start - now > queueNanos) {
            octets -= length;
            return -1;
        }
        free = start + takes;
        return free;
    }

    /** How many octets were sent. */
    long octets() {
        return octets;
    }
}
