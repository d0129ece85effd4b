package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Who the relay is, sub-option 12 of option 82.
 *
 * @param type {@link #DUID}, {@link #TEXT} or another, 0 to 255
 * @param id as its type has it
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6925#section-5">RFC 6925, section 5</a>
 */
public record RelayId(int type, Octets id) {
    /** The relay's DHCPv6 identifier. */
    public static final int DUID = 1;
    /** ASCII text that an administrator has set. */
    public static final int TEXT = 2;

    static final OptionFormat<RelayId> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable RelayId decode(ByteBuf in, int offset, int length) {
            return length < 2 ? null : new RelayId(in.getUnsignedByte(offset), Octets.read(in, offset + 1, length - 1));
        }

        @Override
        public void encode(RelayId value, ByteBuf out) {
            out.writeByte(value.type);
            value.id.write(out);
        }

        @Override
        public String expected() {
            return "2 octets or more";
        }
    };

    /** Checks the ranges. */
    public RelayId {
        Check.range("type", type, 0, 255);
        Check.that(id.length() > 0, "relay id: 0 octets (expected: at least 1)");
    }

    /** The relay that goes by that text. */
    public static RelayId of(String text) {
        return new RelayId(TEXT, Octets.of(text));
    }

    /** The text, escaped, or type and octets. */
    @Override
    public String toString() {
        return type == TEXT ? OctetText.quote(id.text()) : (type == DUID ? "DUID" : "type " + type) + " " + id;
    }
}
