package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Objects;

/** Octets inside an option's value: immutable, equal when they are the same, printed in hexadecimal. */
public final class Octets {
    /** None. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of those octets. */
    public static Octets of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Octets(octets.clone());
    }

    /** The octets of {@code text} in UTF-8. */
    public static Octets of(String text) {
        return new Octets(OctetText.write(text));
    }

    static Octets read(ByteBuf in, int offset, int length) {
        byte[] octets = new byte[length];
        in.getBytes(offset, octets);
        return new Octets(octets);
    }

    void write(ByteBuf out) {
        out.writeBytes(octets);
    }

    ByteBuf view() {
        return Unpooled.wrappedBuffer(octets);
    }

    /** How many there are. */
    public int length() {
        return octets.length;
    }

    /**
     * One of them, 0 to 255.
     *
     * @throws IndexOutOfBoundsException outside 0 to {@link #length} - 1
     */
    public int at(int index) {
        return octets[Objects.checkIndex(index, octets.length)] & 0xff;
    }

    /** A copy as an array. */
    public byte[] toBytes() {
        return octets.clone();
    }

    /** As text: UTF-8 where it is, else one character per octet. */
    public String text() {
        return OctetText.read(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** In hexadecimal: {@code 0a1b}. */
    @Override
    public String toString() {
        return OctetText.hex(octets);
    }
}
