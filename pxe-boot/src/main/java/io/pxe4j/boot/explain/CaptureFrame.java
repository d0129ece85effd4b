package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * What a capture holds of one frame.
 *
 * @param number from 1, as Wireshark counts
 * @param time when it was seen
 * @param linkType the number of its link layer, as in the list of tcpdump.org
 * @param octets what was captured, on the heap
 * @param length how long it was on the wire
 */
record CaptureFrame(int number, Instant time, int linkType, ByteBuf octets, long length) {
    /** Where a capture's clock is believed; beyond, it is the number of a broken file. */
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** The longest frame that any tool captures. */
    static final int MAX_LENGTH = 0x40000;

    /** That many seconds after the epoch; the epoch itself for a time that cannot be. */
    static Instant time(long seconds, long nanos) {
        return seconds < 0 || seconds > LATEST
                ? Instant.EPOCH
                : Instant.ofEpochSecond(seconds, Math.min(Math.max(nanos, 0), 999_999_999));
    }
}
