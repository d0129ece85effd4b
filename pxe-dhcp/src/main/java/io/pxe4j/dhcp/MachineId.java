package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The client machine identifier, option 97: 16 octets of UUID whose byte order the client chose.
 *
 * <p>PXE and UEFI firmware and iPXE send the first three fields little-endian, U-Boot sends all big-endian, and nothing
 * on the wire tells which: compare with {@link #matches}. Firmware is known that sends only zeros or ones, so it is a
 * hint and no key.
 *
 * @param first8 the first eight octets as they lie on the wire, big-endian
 * @param last8 the last eight octets
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578#section-2.3">RFC 4578, section 2.3</a>
 */
public record MachineId(long first8, long last8) {
    static final OptionFormat<MachineId> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable MachineId decode(ByteBuf in, int offset, int length) {
            return length == 17 && in.getByte(offset) == 0
                    ? new MachineId(in.getLong(offset + 1), in.getLong(offset + 9))
                    : null;
        }

        @Override
        public void encode(MachineId value, ByteBuf out) {
            out.writeByte(0).writeLong(value.first8).writeLong(value.last8);
        }

        @Override
        public int size() {
            return 17;
        }

        @Override
        public String expected() {
            return "17 octets, the first 0";
        }
    };

    /** The identifier that firmware with this UUID sends: mixed-endian. */
    public static MachineId of(UUID uuid) {
        return new MachineId(swap(uuid.getMostSignificantBits()), uuid.getLeastSignificantBits());
    }

    /** The identifier that U-Boot with this UUID sends: big-endian. */
    public static MachineId ofBigEndian(UUID uuid) {
        return new MachineId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The UUID if the client is firmware or iPXE, whose first three fields are little-endian. */
    public UUID uuid() {
        return new UUID(swap(first8), last8);
    }

    /** The UUID if the client wrote it straight, as U-Boot does. */
    public UUID bigEndianUuid() {
        return new UUID(first8, last8);
    }

    /** Whether {@code uuid} is the client's in either order. */
    public boolean matches(UUID uuid) {
        return uuid.equals(uuid()) || uuid.equals(bigEndianUuid());
    }

    /** Whether the octets can tell machines apart: false for all zeros or all ones, which careless firmware sends. */
    public boolean isPlausible() {
        return (first8 != 0 || last8 != 0) && (first8 != -1 || last8 != -1);
    }

    private static long swap(long high) {
        return (Integer.reverseBytes((int) (high >>> 32)) & 0xffff_ffffL) << 32
                | (Short.reverseBytes((short) (high >>> 16)) & 0xffffL) << 16
                | Short.reverseBytes((short) high) & 0xffffL;
    }

    /** {@link #uuid}. */
    @Override
    public String toString() {
        return uuid().toString();
    }
}
