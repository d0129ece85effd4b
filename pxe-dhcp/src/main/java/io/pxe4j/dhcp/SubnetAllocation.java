package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for whole networks, or the answer, option 220: its frame; the sub-options stay octets.
 *
 * @param flags 0 to 255
 * @param subOptions a run of {code, length, value}: 1 request, 2 networks, 3 name, 4 suggested lease time
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6656#section-3">RFC 6656, section 3</a>
 */
public record SubnetAllocation(int flags, Octets subOptions) {
    static final OptionFormat<SubnetAllocation> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable SubnetAllocation decode(ByteBuf in, int offset, int length) {
            return length == 0
                    ? null
                    : new SubnetAllocation(in.getUnsignedByte(offset), Octets.read(in, offset + 1, length - 1));
        }

        @Override
        public void encode(SubnetAllocation value, ByteBuf out) {
            out.writeByte(value.flags);
            value.subOptions.write(out);
        }

        @Override
        public String expected() {
            return "1 octet or more";
        }
    };

    /** Checks the range. */
    public SubnetAllocation {
        Check.range("flags", flags, 0, 255);
    }

    /** The codes of the sub-options. */
    public List<Integer> codes() {
        return block().codes();
    }

    /** The value of a sub-option in a fresh array. */
    public Optional<byte[]> subOption(int code) {
        return Optional.ofNullable(block().get(code, OptionFormats.OCTETS));
    }

    private TlvBlock block() {
        return TlvBlock.read(subOptions.view(), 0, subOptions.length(), false);
    }

    /** Flags and octets. */
    @Override
    public String toString() {
        return String.format("flags %02x, %s", flags, subOptions);
    }
}
