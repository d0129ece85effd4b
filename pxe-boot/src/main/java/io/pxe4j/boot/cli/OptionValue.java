package io.pxe4j.boot.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A DHCP option as it is written on the command line, {@code CODE=VALUE}.
 *
 * <p>The code decides how the value is read: as a number, a time in seconds, addresses between commas, or text; for codes without a
 * type addresses if it looks like them, else text. {@code 0x...} gives any option octet by octet. What comes out is checked with the
 * codec, so that no option leaves that our own reader would refuse.
 *
 * @param code 1 to 254
 * @param octets the value on the wire; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OptionValue(int code, byte[] octets) {
    private static final String ADDRESSES = "[0-9.]+(,[0-9.]+)*";
    private static final int MAX_LENGTH = 255;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it has another form, or the value does not fit the option
     */
    static OptionValue of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || !text.substring(0, equals).matches("\\d{1,3}")) {
            throw new IllegalArgumentException("option: " + text + " (expected: CODE=VALUE, like 42=10.0.0.1)");
        }
        int code = Integer.parseInt(text.substring(0, equals));
        // Checks the code, before anything is made of the value.
        DhcpOption<?> option = DhcpOption.of(code);
        byte[] octets = octets(option, text.substring(equals + 1));
        if (octets.length > MAX_LENGTH) {
            throw new IllegalArgumentException("option " + code + ": " + octets.length
                    + " octets (expected: at most 255, since many clients read no longer ones)");
        }
        return new OptionValue(code, checked(option, octets));
    }

    private static byte[] octets(DhcpOption<?> option, String value) {
        if (value.startsWith("0x") || value.startsWith("0X")) {
            return hex(value.substring(2).replace(":", ""));
        }
        Optional<Object> sample = sample(option);
        if (sample.filter(OptionValue::isNumber).isPresent()) {
            return number(option, value);
        }
        if (sample.filter(OptionValue::isAddress).isPresent()) {
            return addresses(value);
        }
        boolean untyped = sample.filter(byte[].class::isInstance).isPresent();
        return untyped && value.matches(ADDRESSES) && value.contains(".")
                ? addresses(value)
                : value.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Integer || value instanceof Duration || value instanceof Boolean;
    }

    private static boolean isAddress(Object value) {
        return value instanceof Ip4 || value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Ip4;
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option: 0x" + digits + " (expected: an even number of hexadecimal digits after 0x)", e);
        }
    }

    private static byte[] addresses(String value) {
        ByteBuf out = Unpooled.buffer();
        for (String one : value.split(",", -1)) {
            out.writeInt(Ip4.of(one).bits());
        }
        return array(out);
    }

    /** In the number of octets that the option takes. */
    private static byte[] number(DhcpOption<?> option, String value) {
        if (!value.matches("-?\\d{1,10}")) {
            throw new IllegalArgumentException("option " + option.code() + ": " + value + " (expected: a number)");
        }
        long number = Long.parseLong(value);
        int width = IntStream.of(4, 2, 1)
                .filter(octets -> problem(option, new byte[octets]).isEmpty()
                        || problem(option, ones(octets)).isEmpty())
                .findFirst()
                .orElse(Integer.BYTES);
        long most = (1L << 8 * width) - 1;
        if (number > most || number < -(most + 1) / 2) {
            throw new IllegalArgumentException(
                    "option " + option.code() + ": " + value + " (expected: at most " + most + ")");
        }
        byte[] octets = new byte[width];
        for (int i = 0; i < width; i++) {
            octets[i] = (byte) (number >> 8 * (width - 1 - i));
        }
        return octets;
    }

    /** A value of the option's type, found by reading octets that fit. */
    private static Optional<Object> sample(DhcpOption<?> option) {
        return IntStream.of(4, 2, 1)
                .mapToObj(length -> packet(option.code(), ones(length)).flatMap(packet -> packet.get(option)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Object.class::cast);
    }

    private static byte[] ones(int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 1);
        return octets;
    }

    private static byte[] checked(DhcpOption<?> option, byte[] octets) {
        Optional<String> problem = problem(option, octets);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("option " + option.code() + ": " + problem.get());
        }
        return octets;
    }

    private static Optional<String> problem(DhcpOption<?> option, byte[] octets) {
        Optional<DhcpPacket> packet = packet(option.code(), octets);
        return packet.isEmpty()
                ? Optional.of("not to be set by hand (expected: another option)")
                : packet.get().problemWith(option);
    }

    /** A packet with the option; empty if the packet then is none, as with option 53. */
    private static Optional<DhcpPacket> packet(int code, byte[] octets) {
        ByteBuf encoded = DhcpPacketWriter.request(
                        DhcpMessageType.INFORM, HardwareAddress.of(HardwareAddress.ETHERNET, new byte[6]))
                .raw(code, octets)
                .encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            return DhcpPacket.decode(encoded) instanceof DhcpPacket packet
                    ? Optional.of(packet.copy())
                    : Optional.empty();
        } finally {
            encoded.release();
        }
    }

    private static byte[] array(ByteBuf buffer) {
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return octets;
    }
}
