package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What proves that a relay wrote option 82, its sub-option 8: the frame, not its computation.
 *
 * @param algorithm 1 for HMAC-SHA1, 0 to 255
 * @param replayMethod 1 for a counter that only grows, 0 to 15
 * @param replayDetection the counter, any 64 bits
 * @param relay the relay's number or address, any 32 bits
 * @param information what proves it, 20 octets for HMAC-SHA1
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4030#section-4">RFC 4030, section 4</a>
 */
public record RelayAuthentication(
        int algorithm, int replayMethod, long replayDetection, int relay, Octets information) {
    private static final int HEADER = 14;

    static final OptionFormat<RelayAuthentication> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable RelayAuthentication decode(ByteBuf in, int offset, int length) {
            return length < HEADER
                    ? null
                    : new RelayAuthentication(
                            in.getUnsignedByte(offset),
                            in.getUnsignedByte(offset + 1) & 0x0f,
                            in.getLong(offset + 2),
                            in.getInt(offset + 10),
                            Octets.read(in, offset + HEADER, length - HEADER));
        }

        @Override
        public void encode(RelayAuthentication value, ByteBuf out) {
            out.writeByte(value.algorithm).writeByte(value.replayMethod);
            out.writeLong(value.replayDetection).writeInt(value.relay);
            value.information.write(out);
        }

        @Override
        public String expected() {
            return "14 octets or more";
        }
    };

    /** Checks the ranges. */
    public RelayAuthentication {
        Check.range("algorithm", algorithm, 0, 255);
        Check.range("replayMethod", replayMethod, 0, 15);
    }

    /** Algorithm and counter; what proves the sender is left out. */
    @Override
    public String toString() {
        return "algorithm " + algorithm + ", replay method " + replayMethod + " at "
                + Long.toUnsignedString(replayDetection) + ", relay " + new Ip4(relay) + ", " + information.length()
                + " octets";
    }
}
