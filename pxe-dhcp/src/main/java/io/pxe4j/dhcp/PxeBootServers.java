package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boot servers of one type, an entry of PXE sub-option 8.
 *
 * @param type what they serve
 * @param addresses where; empty means that the client may accept any server of that type
 */
public record PxeBootServers(PxeBootServerType type, List<Ip4> addresses) {
    static final OptionFormat<List<PxeBootServers>> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable List<PxeBootServers> decode(ByteBuf in, int offset, int length) {
            List<PxeBootServers> all = new ArrayList<>();
            int end = offset + length;
            int at = offset;
            while (end - at >= 3) {
                int count = in.getUnsignedByte(at + 2);
                // A count that lies ends the list; what stands before it counts.
                if (end - at - 3 < 4 * count) {
                    break;
                }
                List<Ip4> addresses = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    addresses.add(new Ip4(in.getInt(at + 3 + 4 * i)));
                }
                all.add(new PxeBootServers(PxeBootServerType.of(in.getUnsignedShort(at)), addresses));
                at += 3 + 4 * count;
            }
            return all.isEmpty() ? null : List.copyOf(all);
        }

        @Override
        public void encode(List<PxeBootServers> values, ByteBuf out) {
            Check.that(!values.isEmpty(), "boot servers: [] (expected: at least one)");
            for (PxeBootServers value : values) {
                out.writeShort(value.type.value()).writeByte(value.addresses.size());
                value.addresses.forEach(address -> out.writeInt(address.bits()));
            }
        }

        @Override
        public String expected() {
            return "entries of type, count and addresses";
        }
    };

    /** Copies the list. */
    public PxeBootServers {
        addresses = List.copyOf(addresses);
        Check.range("boot server addresses", addresses.size(), 0, 255);
    }

    /** The servers of that type. */
    public static PxeBootServers of(PxeBootServerType type, Ip4... addresses) {
        return new PxeBootServers(type, List.of(addresses));
    }

    /** {@code DOS/UNDI at 10.0.0.1 10.0.0.2}, or {@code DOS/UNDI at any server}. */
    @Override
    public String toString() {
        return type + " at " + (addresses.isEmpty() ? "any server" : OptionPrinter.join(addresses, " "));
    }
}
