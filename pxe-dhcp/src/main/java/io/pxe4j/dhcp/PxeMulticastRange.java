package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Multicast addresses for a boot server's own use, PXE sub-option 11.
 *
 * @param first the first address
 * @param block how many addresses one boot server takes, 0 to 65535
 * @param count how many addresses there are, 0 to 65535
 */
public record PxeMulticastRange(Ip4 first, int block, int count) {
    static final OptionFormat<PxeMulticastRange> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable PxeMulticastRange decode(ByteBuf in, int offset, int length) {
            return length != 8
                    ? null
                    : new PxeMulticastRange(
                            new Ip4(in.getInt(offset)),
                            in.getUnsignedShort(offset + 4),
                            in.getUnsignedShort(offset + 6));
        }

        @Override
        public void encode(PxeMulticastRange value, ByteBuf out) {
            out.writeInt(value.first.bits()).writeShort(value.block).writeShort(value.count);
        }

        @Override
        public String expected() {
            return "8 octets";
        }
    };

    /** Checks the ranges. */
    public PxeMulticastRange {
        Check.range("block", block, 0, 0xffff);
        Check.range("count", count, 0, 0xffff);
    }

    /** {@code 65535 from 239.0.0.0 in blocks of 256}. */
    @Override
    public String toString() {
        return count + " from " + first + " in blocks of " + block;
    }
}
