package io.pxe4j.boot.explain;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What pcapng says of an interface.
 *
 * @param linkType the number of its link layer
 * @param ticksPerSecond of its clock
 * @param offsetSeconds to add to its times
 */
record PcapngInterface(int linkType, BigInteger ticksPerSecond, long offsetSeconds) {
    private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final int END = 0;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;

    /** Reads the body of an interface description block, at least 8 octets; options that do not fit end the list. */
    static PcapngInterface read(ByteBuffer body) {
        int linkType = Short.toUnsignedInt(body.getShort(0));
        BigInteger ticksPerSecond = MICROS;
        long offset = 0;
        int at = 8;
        while (at + 4 <= body.limit()) {
            int code = Short.toUnsignedInt(body.getShort(at));
            int length = Short.toUnsignedInt(body.getShort(at + 2));
            if (code == END || at + 4 + length > body.limit()) {
                break;
            }
            if (code == RESOLUTION && length == 1) {
                ticksPerSecond = resolution(body.get(at + 4));
            } else if (code == OFFSET && length == 8) {
                offset = body.getLong(at + 4);
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return new PcapngInterface(linkType, ticksPerSecond, offset);
    }

    /** The top bit chooses between powers of 2 and of 10. */
    private static BigInteger resolution(byte value) {
        return value < 0 ? BigInteger.TWO.pow(value & 0x7f) : BigInteger.TEN.pow(value);
    }

    /** The time of a count of ticks, taken as unsigned. */
    Instant time(long ticks) {
        BigInteger[] parts = new BigInteger(Long.toUnsignedString(ticks)).divideAndRemainder(ticksPerSecond);
        BigInteger seconds = parts[0].add(BigInteger.valueOf(offsetSeconds));
        long nanos = parts[1].multiply(NANOS).divide(ticksPerSecond).longValue();
        return CaptureFrame.time(seconds.bitLength() > 62 ? -1 : seconds.longValue(), nanos);
    }
}
