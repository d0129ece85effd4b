package io.pxe4j.bench.scale;

/**
 * What happens, packed into 64 bits.
 *
 * <pre>
 *   4     24        8        8            16      4
 *  kind  machine   server   generation   block   count
 * </pre>
 */
final class Event {
    static final int MACHINE_TIMER = 0;
    static final int DATA = 1;
    static final int OACK = 2;
    static final int ACK = 3;
    static final int READ_REQUEST = 4;
    static final int ERROR = 5;
    static final int LOOP = 6;
    static final int TRANSFER_TIMER = 7;
    static final int MAIL_TO_SERVER = 8;
    static final int MAIL_TO_MACHINE = 9;
    static final int FLUID = 10;
    static final int SAMPLE = 11;

    /** The most machines that fit. */
    static final int MOST_MACHINES = 1 << 24;
    /** The most servers that fit. */
    static final int MOST_SERVERS = 255;
    /** The most blocks of one event. */
    static final int MOST_BLOCKS = 15;

    private Event() {}

    static long of(int kind, int machine, int server, int generation, int block, int count) {
        return (long) kind << 60
                | (long) machine << 36
                | (long) server << 28
                | (long) (generation & 0xff) << 20
                | (long) (block & 0xffff) << 4
                | count;
    }

    /** One that is about a slot of some table. */
    static long of(int kind, int slot) {
        return (long) kind << 60 | slot;
    }

    static int kind(long event) {
        return (int) (event >>> 60);
    }

    static int machine(long event) {
        return (int) (event >>> 36) & 0xffffff;
    }

    static int server(long event) {
        return (int) (event >>> 28) & 0xff;
    }

    static int generation(long event) {
        return (int) (event >>> 20) & 0xff;
    }

    static int block(long event) {
        return (int) (event >>> 4) & 0xffff;
    }

    static int count(long event) {
        return (int) event & 0xf;
    }

    static int slot(long event) {
        return (int) event;
    }
}
