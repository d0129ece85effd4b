package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Which boot server type and layer a client asks for, PXE sub-option 71; the server's ACK repeats it.
 *
 * @param type the boot server type
 * @param layer 0 for the first boot file, then its further parts; bit 15 asks for credentials; 0 to 65535
 */
public record PxeBootItem(PxeBootServerType type, int layer) {
    static final OptionFormat<PxeBootItem> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable PxeBootItem decode(ByteBuf in, int offset, int length) {
            // Old clients send three octets: the layer in one.
            if (length != 3 && length != 4) {
                return null;
            }
            int layer = length == 4 ? in.getUnsignedShort(offset + 2) : in.getUnsignedByte(offset + 2);
            return new PxeBootItem(PxeBootServerType.of(in.getUnsignedShort(offset)), layer);
        }

        @Override
        public void encode(PxeBootItem value, ByteBuf out) {
            out.writeShort(value.type.value()).writeShort(value.layer);
        }

        @Override
        public String expected() {
            return "4 octets";
        }
    };

    private static final int CREDENTIALS = 0x8000;

    /** Checks the range. */
    public PxeBootItem {
        Check.range("layer", layer, 0, 0xffff);
    }

    /** The first layer of that type. */
    public static PxeBootItem of(PxeBootServerType type) {
        return new PxeBootItem(type, 0);
    }

    /** Whether the client asks for credentials of the boot file (BIS). */
    public boolean wantsCredentials() {
        return (layer & CREDENTIALS) != 0;
    }

    /** {@code DOS/UNDI layer 0}. */
    @Override
    public String toString() {
        return type + " layer " + (layer & ~CREDENTIALS) + (wantsCredentials() ? " with credentials" : "");
    }
}
