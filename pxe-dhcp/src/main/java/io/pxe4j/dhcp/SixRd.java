package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 over an IPv4 network (6rd), option 212.
 *
 * @param ip4MaskLength how many leading bits of the IPv4 address all customers share, 0 to 32
 * @param prefixLength how long the IPv6 prefix is, 0 to 128
 * @param prefix the IPv6 prefix
 * @param relays the border relays, at least one
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc5969#section-7.1.1">RFC 5969, section 7.1.1</a>
 */
public record SixRd(int ip4MaskLength, int prefixLength, Inet6Address prefix, List<Ip4> relays) {
    private static final int HEADER = 18;

    static final OptionFormat<SixRd> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable SixRd decode(ByteBuf in, int offset, int length) {
            int mask = length < HEADER + 4 || (length - HEADER) % 4 != 0 ? -1 : in.getUnsignedByte(offset);
            if (mask < 0 || mask > 32 || in.getUnsignedByte(offset + 1) > 128) {
                return null;
            }
            List<Ip4> relays = new ArrayList<>();
            for (int at = HEADER; at < length; at += 4) {
                relays.add(new Ip4(in.getInt(offset + at)));
            }
            return new SixRd(mask, in.getUnsignedByte(offset + 1), address(in, offset + 2), relays);
        }

        @Override
        public void encode(SixRd value, ByteBuf out) {
            out.writeByte(value.ip4MaskLength).writeByte(value.prefixLength).writeBytes(value.prefix.getAddress());
            value.relays.forEach(relay -> out.writeInt(relay.bits()));
        }

        @Override
        public String expected() {
            return "two prefix lengths, 16 octets and one or more addresses";
        }
    };

    private static Inet6Address address(ByteBuf in, int offset) {
        byte[] octets = new byte[16];
        in.getBytes(offset, octets);
        try {
            // Not InetAddress.getByAddress, which makes an IPv4 address of a mapped one.
            return Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen octets are always an address", e);
        }
    }

    /** Checks the ranges. */
    public SixRd {
        relays = List.copyOf(relays);
        Check.range("ip4MaskLength", ip4MaskLength, 0, 32);
        Check.range("prefixLength", prefixLength, 0, 128);
        Check.that(!relays.isEmpty(), "border relays: [] (expected: at least one)");
    }

    /** {@code 2001:db8:0:0:0:0:0:0/32 of IPv4 /8 by 10.0.0.1}. */
    @Override
    public String toString() {
        return prefix.getHostAddress() + "/" + prefixLength + " of IPv4 /" + ip4MaskLength + " by "
                + OptionPrinter.join(relays, " ");
    }
}
