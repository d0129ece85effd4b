package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The ports of an address that many clients share, option 159.
 *
 * @param offset how many of a port's leading bits are not the set's, 0 to 15
 * @param length how many bits the set's number has, 0 to 16
 * @param set the number of the port set (PSID), left-aligned as on the wire, 0 to 65535
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7618#section-9">RFC 7618, section 9</a>
 */
public record PortParameters(int offset, int length, int set) {
    static final OptionFormat<PortParameters> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable PortParameters decode(ByteBuf in, int at, int size) {
            if (size != 4 || in.getUnsignedByte(at) > 15 || in.getUnsignedByte(at + 1) > 16) {
                return null;
            }
            return new PortParameters(in.getUnsignedByte(at), in.getUnsignedByte(at + 1), in.getUnsignedShort(at + 2));
        }

        @Override
        public void encode(PortParameters value, ByteBuf out) {
            out.writeByte(value.offset).writeByte(value.length).writeShort(value.set);
        }

        @Override
        public String expected() {
            return "4 octets: offset 0..15, length 0..16, set";
        }
    };

    /** Checks the ranges. */
    public PortParameters {
        Check.range("offset", offset, 0, 15);
        Check.range("length", length, 0, 16);
        Check.range("set", set, 0, 0xffff);
    }

    /** {@code set 0x3400 of 6 bits at 4}. */
    @Override
    public String toString() {
        return String.format("set 0x%04x of %d bits at %d", set, length, offset);
    }
}
