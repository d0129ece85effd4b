package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Authentication, option 90: its frame, not its computation. The forcerenew nonce of RFC 6704 travels in it too.
 *
 * @param protocol 0 configuration token, 1 delayed authentication, 3 forcerenew nonce; 0 to 255
 * @param algorithm the protocol's own number, 0 to 255
 * @param replayMethod 0 for a counter that only grows, 0 to 255
 * @param replayDetection the counter, any 64 bits
 * @param information the protocol's own, at most 244 octets
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3118#section-2">RFC 3118, section 2</a>
 */
public record DhcpAuthentication(
        int protocol, int algorithm, int replayMethod, long replayDetection, Octets information) {
    private static final int HEADER = 11;

    static final OptionFormat<DhcpAuthentication> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable DhcpAuthentication decode(ByteBuf in, int offset, int length) {
            return length < HEADER
                    ? null
                    : new DhcpAuthentication(
                            in.getUnsignedByte(offset),
                            in.getUnsignedByte(offset + 1),
                            in.getUnsignedByte(offset + 2),
                            in.getLong(offset + 3),
                            Octets.read(in, offset + HEADER, length - HEADER));
        }

        @Override
        public void encode(DhcpAuthentication value, ByteBuf out) {
            out.writeByte(value.protocol).writeByte(value.algorithm).writeByte(value.replayMethod);
            out.writeLong(value.replayDetection);
            value.information.write(out);
        }

        @Override
        public String expected() {
            return "11 octets or more";
        }
    };

    /** Checks the ranges. */
    public DhcpAuthentication {
        Check.range("protocol", protocol, 0, 255);
        Check.range("algorithm", algorithm, 0, 255);
        Check.range("replayMethod", replayMethod, 0, 255);
    }

    /** Protocol, algorithm and counter; what proves the sender is left out. */
    @Override
    public String toString() {
        return "protocol " + protocol + ", algorithm " + algorithm + ", replay method " + replayMethod + " at "
                + Long.toUnsignedString(replayDetection) + ", " + information.length() + " octets";
    }
}
