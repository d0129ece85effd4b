package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which virtual private network a client is in: option 221, and the relays' sub-option 151.
 *
 * @param type {@link #NAME}, {@link #VPN_ID}, {@link #GLOBAL} or another, 0 to 255
 * @param id the network, as its type has it
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6607#section-3">RFC 6607, section 3</a>
 */
public record VirtualSubnet(int type, Octets id) {
    /** The network's name in ASCII. */
    public static final int NAME = 0;
    /** An identifier of seven octets (RFC 2685). */
    public static final int VPN_ID = 1;
    /** No private network; the identifier is empty. */
    public static final int GLOBAL = 255;

    static final OptionFormat<VirtualSubnet> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable VirtualSubnet decode(ByteBuf in, int offset, int length) {
            return length == 0
                    ? null
                    : new VirtualSubnet(in.getUnsignedByte(offset), Octets.read(in, offset + 1, length - 1));
        }

        @Override
        public void encode(VirtualSubnet value, ByteBuf out) {
            out.writeByte(value.type);
            value.id.write(out);
        }

        @Override
        public String expected() {
            return "1 octet or more";
        }
    };

    /** Checks the range. */
    public VirtualSubnet {
        Check.range("type", type, 0, 255);
    }

    /** The network of that name. */
    public static VirtualSubnet named(String name) {
        return new VirtualSubnet(NAME, Octets.of(name));
    }

    /** The name, escaped, or type and octets. */
    @Override
    public String toString() {
        return switch (type) {
            case NAME -> OctetText.quote(id.text());
            case GLOBAL -> "global";
            default -> "type " + type + ": " + id;
        };
    }
}
