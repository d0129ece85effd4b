package io.pxe4j.tftp.engine;

/** A point in time, in nanoseconds that may wrap, or none. */
final class Alarm {
    private boolean set;
    private long at;

    void set(long time) {
        set = true;
        at = time;
    }

    /** Moves a set alarm to that time if it is later. */
    void postpone(long time) {
        at = later(time);
    }

    /** The later of this and that time. */
    long later(long time) {
        return set && at - time > 0 ? at : time;
    }

    void clear() {
        set = false;
    }

    boolean isSet() {
        return set;
    }

    boolean isDue(long now) {
        return set && now - at >= 0;
    }

    /** The earlier of this and that time. */
    long earlier(long time) {
        return set ? earlier(time, at) : time;
    }

    static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
