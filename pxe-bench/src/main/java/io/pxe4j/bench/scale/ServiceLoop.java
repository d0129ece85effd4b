package io.pxe4j.bench.scale;

import java.util.Arrays;

/** One thread that serves its socket's datagrams in the order in which they came: the receive buffer, and how long it is busy. */
final class ServiceLoop {
    /** What the thread does. */
    interface Work {
        /** Serves one datagram, and says how long that takes. */
        long serve(long datagram, long now);
    }

    /** Calls {@link ServiceLoop#onFree} at that time. */
    interface Alarm {
        void at(long time);
    }

    private final Work work;
    private final Alarm alarm;
    private final int capacity;
    private long[] queue = new long[16];
    private int head;
    private int size;
    private long busyUntil = Long.MIN_VALUE;
    private boolean alarmed;

    private long busy;
    private long overflows;
    private int longest;

    ServiceLoop(int capacity, Work work, Alarm alarm) {
        this.capacity = capacity;
        this.work = work;
        this.alarm = alarm;
    }

    /** A datagram has come. */
    void arrive(long datagram, long now) {
        if (size == 0 && now >= busyUntil) {
            serve(datagram, now);
            return;
        }
        if (size >= capacity) {
            overflows++;
            return;
        }
        if (size == queue.length) {
            grow();
        }
        queue[(head + size++) & (queue.length - 1)] = datagram;
        longest = Math.max(longest, size);
        alarm();
    }

    private void grow() {
        long[] larger = Arrays.copyOf(queue, size * 2);
        System.arraycopy(queue, 0, larger, size - head, head);
        System.arraycopy(queue, head, larger, 0, size - head);
        queue = larger;
        head = 0;
    }

    /** The time of the alarm has come. */
    void onFree(long now) {
        alarmed = false;
        if (now >= busyUntil && size > 0) {
            long next = queue[head];
            head = (head + 1) & (queue.length - 1);
            size--;
            serve(next, now);
        }
        alarm();
    }

    /** The thread does something else as soon as it may; gives when that is done. */
    long work(long nanos, long now) {
        busyUntil = Math.max(busyUntil, now) + nanos;
        busy += nanos;
        return busyUntil;
    }

    private void serve(long datagram, long now) {
        work(work.serve(datagram, now), now);
    }

    private void alarm() {
        if (size > 0 && !alarmed) {
            alarmed = true;
            alarm.at(busyUntil);
        }
    }

    /** Nanoseconds of work until now. */
    long busy() {
        return busy;
    }

    /** Datagrams that found the receive buffer full. */
    long overflows() {
        return overflows;
    }

    /** The most datagrams that ever waited. */
    int longest() {
        return longest;
    }
}
