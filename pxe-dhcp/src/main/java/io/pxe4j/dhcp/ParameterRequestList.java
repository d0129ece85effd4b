package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parameter request list, option 55: the codes that the client asks for, in its order.
 *
 * <p>EDK2's HTTP boot sends an octet of rubbish in it, so any code may stand there, 0 and 255 too.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132#section-9.8">RFC 2132, section 9.8</a>
 */
public final class ParameterRequestList {
    static final OptionFormat<ParameterRequestList> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable ParameterRequestList decode(ByteBuf in, int offset, int length) {
            byte[] codes = new byte[length];
            in.getBytes(offset, codes);
            return length == 0 ? null : new ParameterRequestList(codes);
        }

        @Override
        public void encode(ParameterRequestList value, ByteBuf out) {
            out.writeBytes(value.codes);
        }

        @Override
        public String expected() {
            return "1 octet or more";
        }
    };

    private final byte[] codes;

    private ParameterRequestList(byte[] codes) {
        this.codes = codes;
    }

    /** Asks for those options. */
    public static ParameterRequestList of(DhcpOption<?>... options) {
        return of(Arrays.stream(options).mapToInt(DhcpOption::code).toArray());
    }

    /**
     * Asks for the options of those codes.
     *
     * @throws IllegalArgumentException without a code, or if one is outside 0 to 255
     */
    public static ParameterRequestList of(int... codes) {
        Check.that(codes.length > 0, "parameter request list: [] (expected: at least one code)");
        byte[] octets = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            octets[i] = (byte) Check.range("option code", codes[i], 0, 255);
        }
        return new ParameterRequestList(octets);
    }

    /** Whether the client asks for that option. */
    public boolean contains(DhcpOption<?> option) {
        return contains(option.code());
    }

    /** Whether the client asks for that code. */
    public boolean contains(int code) {
        for (byte octet : codes) {
            if ((octet & 0xff) == code) {
                return true;
            }
        }
        return false;
    }

    /** The codes in the client's order, with any repetition. */
    public List<Integer> codes() {
        return IntStream.range(0, codes.length).mapToObj(i -> codes[i] & 0xff).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterRequestList that && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    /** {@code 1,3,6,43}. */
    @Override
    public String toString() {
        return codes().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
