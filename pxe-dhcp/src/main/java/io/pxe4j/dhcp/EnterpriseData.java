package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * What belongs to one maker, told by its enterprise number: an entry of options 124 and 125 and of the relays'
 * sub-option 9.
 *
 * @param enterprise the maker's number at IANA, 343 for Intel; 0 to 4294967295
 * @param data at most 255 octets; in option 125 and in sub-option 9 a run of {code, length, value}
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc3925">RFC 3925</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4243">RFC 4243</a>
 */
public record EnterpriseData(long enterprise, Octets data) {
    private static final int HEADER = 5;

    static final OptionFormat<List<EnterpriseData>> FORMAT =
            new EntryListFormat<>("entries of enterprise number, length and data") {
                @Override
                int size(ByteBuf in, int at, int left) {
                    return left < HEADER ? HEADER : HEADER + in.getUnsignedByte(at + 4);
                }

                @Override
                EnterpriseData read(ByteBuf in, int at, int size) {
                    return new EnterpriseData(in.getUnsignedInt(at), Octets.read(in, at + HEADER, size - HEADER));
                }

                @Override
                void write(EnterpriseData value, ByteBuf out) {
                    out.writeInt((int) value.enterprise).writeByte(value.data.length());
                    value.data.write(out);
                }
            };

    /** Checks the ranges. */
    public EnterpriseData {
        Check.range("enterprise", enterprise, 0L, 0xffff_ffffL);
        Check.range("enterprise data length", data.length(), 0, 255);
    }

    /** Data of any form. */
    public static EnterpriseData of(long enterprise, byte... data) {
        return new EnterpriseData(enterprise, Octets.of(data));
    }

    /** Starts without sub-options, for option 125 and sub-option 9. */
    public static Builder builder(long enterprise) {
        return new Builder(enterprise);
    }

    /** The codes of the sub-options, as far as the data is a run of them. */
    public List<Integer> codes() {
        return block().codes();
    }

    /** The value of a sub-option in a fresh array. */
    public Optional<byte[]> subOption(int code) {
        return Optional.ofNullable(block().get(code, OptionFormats.OCTETS));
    }

    private TlvBlock block() {
        return TlvBlock.read(data.view(), 0, data.length(), false);
    }

    /** {@code enterprise 343: 010203}. */
    @Override
    public String toString() {
        return "enterprise " + enterprise + ": " + data;
    }

    /** Collects sub-options. */
    public static final class Builder {
        private final long enterprise;
        private final TlvBlock.Builder block = new TlvBlock.Builder();

        private Builder(long enterprise) {
            this.enterprise = enterprise;
        }

        /**
         * Sets a sub-option.
         *
         * @param code 0 to 255
         * @param value at most 255 octets
         * @throws IllegalArgumentException outside those ranges
         */
        public Builder set(int code, byte... value) {
            block.set(Check.range("sub-option code", code, 0, 255), OptionFormats.OCTETS, value);
            return this;
        }

        /**
         * The entry.
         *
         * @throws IllegalArgumentException if the sub-options take more than 255 octets
         */
        public EnterpriseData build() {
            return new EnterpriseData(
                    enterprise, block.build("enterprise data", 255).octets());
        }
    }
}
