package io.pxe4j.tftp.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A block of addresses in CIDR notation: {@code 10.0.0.0/8}, {@code 2001:db8::/32}. An address without a length is a block of one. Immutable;
 * equal by value.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4632#section-3.1">RFC 4632 §3.1</a>
 */
public final class AddressPrefix {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    private final InetAddress address;
    private final byte[] octets;
    private final int length;

    private AddressPrefix(byte[] octets, int length) {
        this.octets = octets;
        this.length = length;
        try {
            this.address = InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + octets.length + " octets (expected: 4 or 16)", e);
        }
    }

    /**
     * Reads one as people write it. Names are not looked up.
     *
     * @throws IllegalArgumentException if {@code text} is no address or block, or bits are set behind the prefix
     */
    public static AddressPrefix of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] octets = literal(address, text);
        int bits = octets.length * Byte.SIZE;
        return of(octets, slash < 0 ? bits : lengthOf(text.substring(slash + 1), bits, text), text);
    }

    /**
     * The first {@code length} bits of an address.
     *
     * @throws IllegalArgumentException if {@code length} is not 0 to 32, for IPv6 0 to 128
     */
    public static AddressPrefix of(InetAddress address, int length) {
        byte[] octets = address.getAddress();
        Ranges.check("length", length, 0, octets.length * Byte.SIZE);
        return new AddressPrefix(masked(octets, length), length);
    }

    private static AddressPrefix of(byte[] octets, int length, String text) {
        if (!Arrays.equals(octets, masked(octets, length))) {
            throw new IllegalArgumentException("prefix: " + text + " (expected: no bits behind the first " + length
                    + ", " + new AddressPrefix(masked(octets, length), length) + ")");
        }
        return new AddressPrefix(octets, length);
    }

    private static byte[] literal(String address, String text) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (IPV4.matcher(lower).matches() || IPV6.matcher(lower).matches()) {
            try {
                // A literal of either kind is never looked up.
                return InetAddress.getByName(lower).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(problem(text), e);
            }
        }
        throw new IllegalArgumentException(problem(text));
    }

    private static int lengthOf(String digits, int max, String text) {
        try {
            int length = Integer.parseInt(digits);
            if (length >= 0 && length <= max && Character.isDigit(digits.charAt(0))) {
                return length;
            }
        } catch (NumberFormatException e) {
            // As any other that does not fit.
        }
        throw new IllegalArgumentException(problem(text));
    }

    private static String problem(String text) {
        return "prefix: " + text + " (expected: an address or a block like 10.0.0.0/8 or 2001:db8::/32)";
    }

    private static byte[] masked(byte[] octets, int length) {
        byte[] masked = new byte[octets.length];
        System.arraycopy(octets, 0, masked, 0, length / Byte.SIZE);
        if (length % Byte.SIZE != 0) {
            masked[length / Byte.SIZE] = (byte) (octets[length / Byte.SIZE] & maskOf(length % Byte.SIZE));
        }
        return masked;
    }

    private static int maskOf(int bits) {
        return 0xff << Byte.SIZE - bits;
    }

    /** The first address of the block. */
    public InetAddress address() {
        return address;
    }

    /** How many bits all its addresses have in common. */
    public int length() {
        return length;
    }

    /** Whether that address is in the block; never if it is of the other IP version. */
    public boolean contains(InetAddress candidate) {
        return contains(candidate.getAddress());
    }

    boolean contains(byte[] candidate) {
        if (candidate.length != octets.length) {
            return false;
        }
        int whole = length / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (candidate[i] != octets[i]) {
                return false;
            }
        }
        int rest = length % Byte.SIZE;
        return rest == 0 || ((candidate[whole] ^ octets[whole]) & maskOf(rest)) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPrefix that && length == that.length && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(octets), length);
    }

    /** {@code 10.0.0.0/8}; an IPv6 address is written without shortening. */
    @Override
    public String toString() {
        boolean single = length == octets.length * Byte.SIZE;
        String text = address.getHostAddress();
        return single ? text : text + "/" + length;
    }
}
