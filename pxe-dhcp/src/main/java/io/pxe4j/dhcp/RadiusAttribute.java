package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a RADIUS server said about a client, an entry of sub-option 7 of option 82.
 *
 * @param type the attribute's number: 1 user name, 25 class, 88 framed pool; 0 to 255
 * @param value at most 253 octets
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4014">RFC 4014</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2865#section-5">RFC 2865, section 5</a>
 */
public record RadiusAttribute(int type, Octets value) {
    private static final int HEADER = 2;

    static final OptionFormat<List<RadiusAttribute>> FORMAT =
            new EntryListFormat<>("RADIUS attributes of type, length and value") {
                @Override
                int size(ByteBuf in, int at, int left) {
                    return left < HEADER ? HEADER : Math.max(HEADER, in.getUnsignedByte(at + 1));
                }

                @Override
                @Nullable
                RadiusAttribute read(ByteBuf in, int at, int size) {
                    // RADIUS counts type and length in; less than 2 would never end.
                    return in.getUnsignedByte(at + 1) < HEADER
                            ? null
                            : new RadiusAttribute(in.getUnsignedByte(at), Octets.read(in, at + HEADER, size - HEADER));
                }

                @Override
                void write(RadiusAttribute attribute, ByteBuf out) {
                    out.writeByte(attribute.type).writeByte(HEADER + attribute.value.length());
                    attribute.value.write(out);
                }
            };

    /** Checks the ranges. */
    public RadiusAttribute {
        Check.range("type", type, 0, 255);
        Check.range("attribute length", value.length(), 0, 253);
    }

    /** Type and octets: {@code 88=706f6f6c}. */
    @Override
    public String toString() {
        return type + "=" + value;
    }
}
