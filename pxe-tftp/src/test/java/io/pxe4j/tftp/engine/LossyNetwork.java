package io.pxe4j.tftp.engine;

import java.util.PriorityQueue;
import java.util.Random;

/** Carries packets between two ends on a virtual clock: loses, repeats, delays and so reorders them; the seed decides. */
final class LossyNetwork {
    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final Random random;
    private final double loss;
    private final double duplication;
    private final double reordering;
    private final long delay;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long order;
    private long now = 1;

    LossyNetwork(long seed, double loss, double duplication, double reordering, long delayNanos) {
        this.random = new Random(seed);
        this.loss = loss;
        this.duplication = duplication;
        this.reordering = reordering;
        this.delay = delayNanos;
    }

    long now() {
        return now;
    }

    /** Whether six losses in a row are to be expected now and then. */
    boolean isBad() {
        return loss > 0.1;
    }

    /** Delivers a packet once, twice or not at all. */
    void carry(Runnable delivery) {
        int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long late = random.nextDouble() < reordering ? (long) (random.nextDouble() * 2 * delay) : 0;
            at(now + delay + late, delivery);
        }
    }

    /** How often a sender that knows at once what became of each packet sends these {@code packets}: once, and once more for each loss. */
    static long perfectDatagrams(long seed, double loss, long packets) {
        Random random = new Random(seed);
        long datagrams = packets;
        for (long packet = 0; packet < packets; packet++) {
            while (random.nextDouble() < loss) {
                datagrams++;
            }
        }
        return datagrams;
    }

    void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    /** Lets the next thing happen; false if there is none. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        next.action.run();
        return true;
    }
}
