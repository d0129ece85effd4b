package io.pxe4j.dhcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An IPv4 address as DHCP carries it: four octets, network order, never resolved from a name.
 *
 * @param bits the address as a big-endian number; {@code 0x0A000001} is {@code 10.0.0.1}
 */
public record Ip4(int bits) implements Comparable<Ip4> {
    /** {@code 0.0.0.0}: in a DHCP field, no address. */
    public static final Ip4 ANY = new Ip4(0);

    /** {@code 255.255.255.255}, the limited broadcast. */
    public static final Ip4 BROADCAST = new Ip4(-1);

    private static final int LONGEST_TEXT = 15;

    /**
     * Reads dotted decimal.
     *
     * @throws IllegalArgumentException unless {@code text} is four numbers from 0 to 255 with dots between
     */
    public static Ip4 of(String text) {
        String[] parts = text.split("\\.", -1);
        int bits = 0;
        for (String part : parts) {
            if (parts.length != 4 || !part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException("address: " + text + " (expected: dotted decimal like 10.0.0.1)");
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return new Ip4(bits);
    }

    /**
     * The address of a socket or interface.
     *
     * @throws IllegalArgumentException if {@code address} is not IPv4
     */
    public static Ip4 of(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            throw new IllegalArgumentException("address: " + address + " (expected: IPv4)");
        }
        byte[] b = address.getAddress();
        return new Ip4((b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | b[3] & 0xff);
    }

    /** Whether this is {@link #ANY}, which DHCP uses for "none". */
    public boolean isAny() {
        return bits == 0;
    }

    /** Whether the address and {@code other} lie in one network of {@code prefixLength} bits, 0 to 32. */
    public boolean sameNetwork(Ip4 other, int prefixLength) {
        return prefixLength == 0 || (bits ^ other.bits) >>> (32 - prefixLength) == 0;
    }

    /** The same address for use with sockets. */
    public Inet4Address toInetAddress() {
        try {
            return (Inet4Address) InetAddress.getByAddress(
                    new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are always an address", e);
        }
    }

    /** Orders addresses as unsigned numbers, so that pools count upwards. */
    @Override
    public int compareTo(Ip4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    /** Dotted decimal, as fields and options of replies carry it. */
    byte[] toAscii() {
        byte[] text = new byte[LONGEST_TEXT];
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = bits >>> shift & 0xff;
            if (octet >= 100) {
                text[length++] = (byte) ('0' + octet / 100);
            }
            if (octet >= 10) {
                text[length++] = (byte) ('0' + octet / 10 % 10);
            }
            text[length++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                text[length++] = '.';
            }
        }
        return Arrays.copyOf(text, length);
    }

    /** Dotted decimal. */
    @Override
    public String toString() {
        return new String(toAscii(), StandardCharsets.ISO_8859_1);
    }
}
