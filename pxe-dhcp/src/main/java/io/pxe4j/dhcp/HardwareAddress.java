package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * A client's hardware address: the ARP hardware type and 0 to 16 octets, as {@code htype}, {@code hlen} and
 * {@code chaddr} carry them.
 *
 * <p>InfiniBand sends none (<a href="https://datatracker.ietf.org/doc/html/rfc4390">RFC 4390</a>): its length is 0.
 */
public final class HardwareAddress {
    /** The hardware type of Ethernet. */
    public static final int ETHERNET = 1;

    static final int ETHERNET_LENGTH = 6;

    private static final int MAX_LENGTH = 16;

    private final int type;
    private final int length;
    // chaddr as two big-endian numbers, zero past the length.
    private final long high;
    private final long low;

    private HardwareAddress(int type, int length, long high, long low) {
        this.type = type;
        this.length = length;
        this.high = length >= 8 ? high : length == 0 ? 0 : high & -1L << 64 - 8 * length;
        this.low = length >= 16 ? low : length <= 8 ? 0 : low & -1L << 128 - 8 * length;
    }

    /**
     * Reads an Ethernet address.
     *
     * @param text six octets in hexadecimal with colons or dashes between: {@code 52:54:00:00:00:01}
     * @throws IllegalArgumentException if it is anything else
     */
    public static HardwareAddress of(String text) {
        Check.that(
                text.matches("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}"),
                "hardware address: " + text + " (expected: six octets like 52:54:00:00:00:01)");
        return new HardwareAddress(ETHERNET, 6, Long.parseLong(text.replaceAll("[:-]", ""), 16) << 16, 0);
    }

    /**
     * Any address.
     *
     * @param type the ARP hardware type, 0 to 255
     * @param octets 0 to 16 of them
     * @throws IllegalArgumentException outside those ranges
     */
    public static HardwareAddress of(int type, byte... octets) {
        Check.range("hardware type", type, 0, 255);
        Check.range("hardware address length", octets.length, 0, MAX_LENGTH);
        long high = 0;
        long low = 0;
        for (int i = 0; i < octets.length; i++) {
            if (i < 8) {
                high |= (octets[i] & 0xffL) << 56 - 8 * i;
            } else {
                low |= (octets[i] & 0xffL) << 120 - 8 * i;
            }
        }
        return new HardwareAddress(type, octets.length, high, low);
    }

    /** Reads the 16 octets of a chaddr field. */
    static HardwareAddress read(ByteBuf in, int offset, int type, int length) {
        return new HardwareAddress(type, length, in.getLong(offset), in.getLong(offset + 8));
    }

    /** The ARP hardware type: 1 for Ethernet. */
    public int type() {
        return type;
    }

    /** How many octets, 0 to 16. */
    public int length() {
        return length;
    }

    /**
     * One octet, as a number from 0 to 255.
     *
     * @throws IndexOutOfBoundsException outside 0 to {@link #length} - 1
     */
    public int octet(int index) {
        Objects.checkIndex(index, length);
        return (int) (index < 8 ? high >>> 56 - 8 * index : low >>> 120 - 8 * index) & 0xff;
    }

    /** The octets, in a fresh array. */
    public byte[] toBytes() {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) octet(i);
        }
        return octets;
    }

    /** The first three octets of an Ethernet address as a number, its maker's; -1 if this is no Ethernet address. */
    public int oui() {
        return isEthernet() ? (int) (high >>> 40) : -1;
    }

    /** Whether this is an Ethernet address of six octets. */
    public boolean isEthernet() {
        return type == ETHERNET && length == ETHERNET_LENGTH;
    }

    /** Whether a single station can have this address: not empty, not all zero, and for Ethernet no group address. */
    public boolean isStation() {
        return (high | low) != 0 && !(isEthernet() && (octet(0) & 1) != 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HardwareAddress that
                && type == that.type
                && length == that.length
                && high == that.high
                && low == that.low;
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, length, high, low);
    }

    /** {@code 52:54:00:00:00:01}, and with the type before it unless that is Ethernet: {@code 32/00:11}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(3 * length + 4);
        if (type != ETHERNET) {
            out.append(type).append('/');
        }
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(':');
            }
            out.append(Character.forDigit(octet(i) >> 4, 16)).append(Character.forDigit(octet(i) & 0xf, 16));
        }
        return out.toString();
    }
}
