package io.pxe4j.bench.scale;

import java.util.Arrays;

/**
 * The downloads of one server: a fluid, of which all that run get the same share of what the card has left over beside the datagrams, as far as
 * their own card and their rack's link let them. What one cannot use, the others get.
 */
final class HttpLink {
    /** How often the shares are set anew. */
    static final long TICK = 50_000_000;

    private static final double BITS = 8;

    private final Storm storm;
    private final Link card;
    private final double cardRate;
    private final double machineRate;
    private final int most;

    private int[] machines = new int[64];
    private double[] left = new double[64];
    private long[] since = new long[64];
    private double[] caps = new double[64];
    private int size;
    private int mostAtOnce;

    private long tickedAt;
    private long cardOctets;
    private double octets;
    private long refused;

    HttpLink(Storm storm, Link card) {
        StormPlan plan = storm.plan();
        this.storm = storm;
        this.card = card;
        this.cardRate = plan.server().gbit() / BITS;
        this.machineRate = plan.fabric().machineGbit() / BITS;
        this.most = plan.server().httpConnections();
    }

    /** Begins a download, if there is a place. */
    boolean join(Machine machine, long octetsToLoad, long now) {
        if (size >= most) {
            refused++;
            return false;
        }
        if (size == machines.length) {
            int larger = size * 2;
            machines = Arrays.copyOf(machines, larger);
            left = Arrays.copyOf(left, larger);
            since = Arrays.copyOf(since, larger);
            caps = Arrays.copyOf(caps, larger);
        }
        machines[size] = machine.number;
        left[size] = octetsToLoad;
        since[size] = now;
        size++;
        mostAtOnce = Math.max(mostAtOnce, size);
        storm.roads().rackOf(machine).downloads++;
        return true;
    }

    /** Lets what has flowed since the last call flow; the downloads that end within end at their exact time. */
    void tick(long now) {
        long sent = card.octets();
        double rate = Math.max(0, cardRate - (sent - cardOctets) / (double) Math.max(1, now - tickedAt));
        cardOctets = sent;
        if (size > 0) {
            flow(fairShare(rate), now);
        }
        tickedAt = now;
    }

    /** The share of those that are not held back by something else. */
    private double fairShare(double rate) {
        double rackRate = storm.plan().fabric().rackGbit() / BITS;
        double share = rate / size;
        double held = 0;
        int free = size;
        for (int i = 0; i < size; i++) {
            caps[i] = Math.min(machineRate, rackRate / storm.roads().rackOf(storm.machine(machines[i])).downloads);
            if (caps[i] < share) {
                held += caps[i];
                free--;
            }
        }
        return free == 0 ? share : (rate - held) / free;
    }

    private void flow(double share, long now) {
        for (int i = size - 1; i >= 0; i--) {
            double speed = Math.min(share, caps[i]);
            long from = Math.max(tickedAt, since[i]);
            double flows = Math.min(left[i], speed * (now - from));
            octets += flows;
            left[i] -= flows;
            if (left[i] <= 0) {
                Machine machine = storm.machine(machines[i]);
                storm.roads().rackOf(machine).downloads--;
                storm.onImage(machine, from + Math.round(flows / speed));
                size--;
                machines[i] = machines[size];
                left[i] = left[size];
                since[i] = since[size];
                caps[i] = caps[size];
            }
        }
    }

    boolean isIdle() {
        return size == 0;
    }

    /** Octets of images that were sent. */
    double octets() {
        return octets;
    }

    /** How often a download was turned away. */
    long refused() {
        return refused;
    }

    int mostAtOnce() {
        return mostAtOnce;
    }
}
