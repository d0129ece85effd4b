package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The client identifier, option 61: a type and at least one octet, opaque to a server.
 *
 * <p>Boot ROM, iPXE, kernel and installer of one machine each send another one, so it makes a poor key for network
 * boot.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132#section-9.14">RFC 2132, section 9.14</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4361#section-6.1">RFC 4361, section 6.1 (type 255)</a>
 */
public final class ClientIdentifier {
    static final OptionFormat<ClientIdentifier> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable ClientIdentifier decode(ByteBuf in, int offset, int length) {
            byte[] octets = new byte[length];
            in.getBytes(offset, octets);
            return length < 2 ? null : new ClientIdentifier(octets);
        }

        @Override
        public void encode(ClientIdentifier value, ByteBuf out) {
            out.writeBytes(value.octets);
        }

        @Override
        public String expected() {
            return "2 octets or more";
        }
    };

    private static final int RFC4361 = 255;

    private final byte[] octets;

    private ClientIdentifier(byte[] octets) {
        this.octets = octets;
    }

    /**
     * An identifier of any type.
     *
     * @param type 0 for opaque octets, a hardware type, or 255 for RFC 4361; 0 to 255
     * @param id at least one octet
     * @throws IllegalArgumentException outside those ranges
     */
    public static ClientIdentifier of(int type, byte... id) {
        Check.range("type", type, 0, 255);
        Check.that(id.length > 0, "client identifier: 0 octets (expected: at least 1)");
        byte[] octets = new byte[1 + id.length];
        octets[0] = (byte) type;
        System.arraycopy(id, 0, octets, 1, id.length);
        return new ClientIdentifier(octets);
    }

    /** The hardware type and address, as iPXE and most kernels send it. */
    public static ClientIdentifier of(HardwareAddress address) {
        return of(address.type(), address.toBytes());
    }

    /**
     * Interface and host as RFC 4361 joins them.
     *
     * @param iaid which interface of the host, 0 to 4294967295
     * @param duid the host's DHCPv6 identifier, at least three octets
     * @throws IllegalArgumentException outside those ranges
     */
    public static ClientIdentifier of(long iaid, byte[] duid) {
        Check.range("IAID", iaid, 0, 0xffff_ffffL);
        Check.that(duid.length >= 3, "DUID: " + duid.length + " octets (expected: at least 3)");
        byte[] id = new byte[4 + duid.length];
        for (int i = 0; i < 4; i++) {
            id[i] = (byte) (iaid >>> 24 - 8 * i);
        }
        System.arraycopy(duid, 0, id, 4, duid.length);
        return of(RFC4361, id);
    }

    /** 0 for opaque octets, a hardware type, or 255 for RFC 4361. */
    public int type() {
        return octets[0] & 0xff;
    }

    /** What follows the type, in a fresh array. */
    public byte[] id() {
        return Arrays.copyOfRange(octets, 1, octets.length);
    }

    /** The octets of the option, type first, in a fresh array: what a server compares. */
    public byte[] toBytes() {
        return octets.clone();
    }

    /** How many octets the option takes, the type included. */
    public int size() {
        return octets.length;
    }

    /** The interface number, if this is an identifier of RFC 4361. */
    public OptionalLong iaid() {
        if (!isRfc4361()) {
            return OptionalLong.empty();
        }
        long iaid = 0;
        for (int i = 1; i < 5; i++) {
            iaid = iaid << 8 | octets[i] & 0xff;
        }
        return OptionalLong.of(iaid);
    }

    /**
     * The DUID in a fresh array, if this is an identifier of RFC 4361: the same for all interfaces and stages of a
     * host.
     */
    public Optional<byte[]> duid() {
        return isRfc4361() ? Optional.of(Arrays.copyOfRange(octets, 5, octets.length)) : Optional.empty();
    }

    // A DUID is a type of two octets and something.
    private boolean isRfc4361() {
        return type() == RFC4361 && octets.length >= 1 + 4 + 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientIdentifier that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The octets in hexadecimal, the type first: {@code 01:525400000001}. */
    @Override
    public String toString() {
        String hex = OctetText.hex(octets);
        return hex.substring(0, 2) + ":" + hex.substring(2);
    }
}
