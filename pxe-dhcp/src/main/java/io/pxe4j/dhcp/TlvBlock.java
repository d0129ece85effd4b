package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable run of {@code {code, length, value}}, as options 43, 82 and 175 hold it.
 *
 * <p>Reading is tolerant: what stands before an overrun counts, END may be missing, and of a repeated code the first
 * wins, as in every boot ROM.
 */
final class TlvBlock {
    static final int PAD = 0;
    static final int END = 255;
    private static final byte[] NONE = {};

    // Whole entries only, without PAD and END, so that equal contents are equal octets.
    private final byte[] octets;
    private final int lost;

    private TlvBlock(byte[] octets, int lost) {
        this.octets = octets;
        this.lost = lost;
    }

    /** @param padAndEnd whether 0 and 255 stand alone, as in 43 and 175, or are codes like others, as in 82 */
    static TlvBlock read(ByteBuf in, int offset, int length, boolean padAndEnd) {
        byte[] octets = length == 0 ? NONE : new byte[length];
        int kept = 0;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int code = in.getUnsignedByte(at);
            if (padAndEnd && code == PAD) {
                at++;
                continue;
            }
            if (padAndEnd && code == END || at + 1 == end) {
                break;
            }
            int size = 2 + in.getUnsignedByte(at + 1);
            if (size > end - at) {
                break;
            }
            in.getBytes(at, octets, kept, size);
            kept += size;
            at += size;
        }
        int lost = at < end && !(padAndEnd && in.getUnsignedByte(at) == END) ? end - at : 0;
        return new TlvBlock(kept == length ? octets : Arrays.copyOf(octets, kept), lost);
    }

    boolean has(int code) {
        return find(code) >= 0;
    }

    <T> @Nullable T get(int code, OptionFormat<T> format) {
        int at = find(code);
        return at < 0 ? null : format.decode(view(), at + 2, octets[at + 1] & 0xff);
    }

    List<Integer> codes() {
        List<Integer> codes = new ArrayList<>();
        for (int at = 0; at < octets.length; at += 2 + (octets[at + 1] & 0xff)) {
            codes.add(octets[at] & 0xff);
        }
        return List.copyOf(codes);
    }

    /** How many octets were left over because they overran. */
    int lost() {
        return lost;
    }

    int size() {
        return octets.length;
    }

    byte[] toBytes() {
        return octets.clone();
    }

    Octets octets() {
        return Octets.of(octets);
    }

    /** Passes over the entries in the order of the wire. */
    void forEach(Visitor visitor) {
        for (int at = 0; at < octets.length; at += 2 + (octets[at + 1] & 0xff)) {
            visitor.visit(octets[at] & 0xff, view(), at + 2, octets[at + 1] & 0xff);
        }
    }

    interface Visitor {
        void visit(int code, ByteBuf in, int offset, int length);
    }

    // Most blocks are only passed on, or asked for codes.
    private ByteBuf view() {
        return Unpooled.wrappedBuffer(octets);
    }

    void write(ByteBuf out) {
        out.writeBytes(octets);
    }

    private int find(int code) {
        for (int at = 0; at < octets.length; at += 2 + (octets[at + 1] & 0xff)) {
            if ((octets[at] & 0xff) == code) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlvBlock that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** {@code {6=0a, 10=0050}}. */
    @Override
    public String toString() {
        return toString(code -> false);
    }

    /** The same without the values of secret codes. */
    String toString(IntPredicate secret) {
        StringBuilder out = new StringBuilder("{");
        for (int at = 0; at < octets.length; at += 2 + (octets[at + 1] & 0xff)) {
            int code = octets[at] & 0xff;
            byte[] value = Arrays.copyOfRange(octets, at + 2, at + 2 + (octets[at + 1] & 0xff));
            out.append(at == 0 ? "" : ", ").append(code).append('=');
            out.append(secret.test(code) ? "(secret)" : OctetText.hex(value));
        }
        return out.append('}').toString();
    }

    /** Collects entries; they leave in the order of their codes. */
    static final class Builder {
        private final Map<Integer, byte[]> entries = new TreeMap<>();

        <T> void set(int code, OptionFormat<T> format, T value) {
            ByteBuf out = Unpooled.buffer();
            format.encode(value, out);
            byte[] octets = new byte[out.readableBytes()];
            out.readBytes(octets);
            Check.that(
                    octets.length <= 255,
                    "sub-option " + code + ": " + octets.length + " octets (expected: at most 255)");
            entries.put(code, octets);
        }

        boolean has(int code) {
            return entries.containsKey(code);
        }

        /**
         * @param limit how many octets the whole may take: boot ROMs read one instance of an option, not RFC 3396
         *     pieces
         */
        TlvBlock build(String name, int limit) {
            ByteBuf out = Unpooled.buffer();
            entries.forEach((code, octets) ->
                    out.writeByte(code).writeByte(octets.length).writeBytes(octets));
            Check.that(
                    out.readableBytes() <= limit,
                    name + ": " + out.readableBytes() + " octets (expected: at most " + limit + ")");
            byte[] octets = new byte[out.readableBytes()];
            out.readBytes(octets);
            return new TlvBlock(octets, 0);
        }
    }
}
