package io.pxe4j.bench.scale;

import java.util.Arrays;

/** Events in the order of their times: a heap with four children to a node, which makes no objects. What is equal in time leaves in a fixed order. */
final class EventQueue {
    static final long NEVER = Long.MAX_VALUE;

    private static final int CHILDREN = 4;

    private long[] times = new long[1 << 12];
    private long[] events = new long[1 << 12];
    private int size;

    void add(long time, long event) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / CHILDREN;
            if (times[parent] <= time) {
                break;
            }
            times[at] = times[parent];
            events[at] = events[parent];
            at = parent;
        }
        times[at] = time;
        events[at] = event;
    }

    /** When the next event is due; {@link #NEVER} if there is none. */
    long nextTime() {
        return size == 0 ? NEVER : times[0];
    }

    /** Takes the next event. */
    long remove() {
        if (size == 0) {
            throw new IllegalStateException("queue: empty (expected: an event)");
        }
        long first = events[0];
        size--;
        sink(times[size], events[size]);
        return first;
    }

    private void sink(long time, long event) {
        int at = 0;
        while (true) {
            int first = at * CHILDREN + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, size);
            for (int child = first + 1; child < end; child++) {
                if (times[child] < times[least]) {
                    least = child;
                }
            }
            if (times[least] >= time) {
                break;
            }
            times[at] = times[least];
            events[at] = events[least];
            at = least;
        }
        times[at] = time;
        events[at] = event;
    }

    int size() {
        return size;
    }
}
