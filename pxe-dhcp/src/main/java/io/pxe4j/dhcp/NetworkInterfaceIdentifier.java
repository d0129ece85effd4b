package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The client network interface identifier, option 94: which UNDI the client's network card offers.
 *
 * @param type 1 for UNDI, 0 to 255
 * @param major the UNDI's major version, 0 to 255
 * @param minor the UNDI's minor version, 0 to 255
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578#section-2.2">RFC 4578, section 2.2</a>
 */
public record NetworkInterfaceIdentifier(int type, int major, int minor) {
    static final OptionFormat<NetworkInterfaceIdentifier> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable NetworkInterfaceIdentifier decode(ByteBuf in, int offset, int length) {
            return length != 3
                    ? null
                    : new NetworkInterfaceIdentifier(
                            in.getUnsignedByte(offset), in.getUnsignedByte(offset + 1), in.getUnsignedByte(offset + 2));
        }

        @Override
        public void encode(NetworkInterfaceIdentifier value, ByteBuf out) {
            out.writeByte(value.type).writeByte(value.major).writeByte(value.minor);
        }

        @Override
        public int size() {
            return 3;
        }

        @Override
        public String expected() {
            return "3 octets";
        }
    };

    /** Checks the ranges. */
    public NetworkInterfaceIdentifier {
        Check.range("type", type, 0, 255);
        Check.range("major", major, 0, 255);
        Check.range("minor", minor, 0, 255);
    }

    /** An UNDI of that version: iPXE says 2.1 on BIOS and 3.10 on UEFI. */
    public static NetworkInterfaceIdentifier undi(int major, int minor) {
        return new NetworkInterfaceIdentifier(1, major, minor);
    }

    /** {@code UNDI 3.16}, or with the type's number if it is not 1. */
    @Override
    public String toString() {
        return (type == 1 ? "UNDI " : "type " + type + " ") + major + "." + minor;
    }
}
