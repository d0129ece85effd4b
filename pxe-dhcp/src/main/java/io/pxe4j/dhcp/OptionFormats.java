package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes that many options share. */
final class OptionFormats {
    static final OptionFormat<Ip4> IP4 = map(fixed(4, ByteBuf::getInt, ByteBuf::writeInt), Ip4::new, Ip4::bits);
    static final OptionFormat<List<Ip4>> IP4S = listOf(IP4, 4);

    static final OptionFormat<Integer> U8 = new Whole(1, 0, 0xff, ByteBuf::getUnsignedByte, ByteBuf::writeByte);
    static final OptionFormat<Integer> I8 = new Whole(1, -128, 127, ByteBuf::getByte, ByteBuf::writeByte);
    static final OptionFormat<Integer> U16 = new Whole(2, 0, 0xffff, ByteBuf::getUnsignedShort, ByteBuf::writeShort);
    static final OptionFormat<Integer> U16_LITTLE_ENDIAN =
            new Whole(2, 0, 0xffff, ByteBuf::getUnsignedShortLE, ByteBuf::writeShortLE);
    static final OptionFormat<Integer> I32 =
            new Whole(4, Integer.MIN_VALUE, Integer.MAX_VALUE, ByteBuf::getInt, ByteBuf::writeInt);
    static final OptionFormat<Long> U32 = fixed(
            4,
            ByteBuf::getUnsignedInt,
            (out, value) -> out.writeInt((int) Check.range("value", value, 0L, 0xffff_ffffL)));
    static final OptionFormat<List<Long>> U32S = listOf(U32, 4);

    /** Whole seconds; 0xFFFFFFFF stays that many seconds. */
    static final OptionFormat<Duration> SECONDS = map(U32, Duration::ofSeconds, Duration::toSeconds);

    static final OptionFormat<Duration> SECONDS_U8 =
            map(U8, Duration::ofSeconds, v -> (int) Math.min(v.toSeconds(), Integer.MAX_VALUE));

    /** An octet that is zero or not. */
    static final OptionFormat<Boolean> FLAG = map(U8, v -> v != 0, v -> v ? 1 : 0);

    /** Seconds since 1970. */
    static final OptionFormat<Instant> INSTANT = map(U32, Instant::ofEpochSecond, Instant::getEpochSecond);

    /** An Ethernet address. */
    static final OptionFormat<HardwareAddress> MAC = fixed(
            6,
            (in, offset) -> HardwareAddress.of(HardwareAddress.ETHERNET, OctetText.octets(in, offset, 6)),
            (out, value) -> {
                Check.that(value.isEthernet(), "address: " + value + " (expected: an Ethernet address)");
                out.writeBytes(value.toBytes());
            });

    /** An option whose presence says it all, whatever it holds; encodes to nothing. */
    static final OptionFormat<Boolean> PRESENCE = new Presence(true);

    /** The same, but there only if it holds nothing. */
    static final OptionFormat<Boolean> EMPTY = new Presence(false);

    /** Octets as numbers. */
    static final OptionFormat<List<Integer>> U8S = listOf(U8, 1);

    /** Strings behind lengths of two octets, at least one. */
    static final OptionFormat<List<String>> TEXTS_U16 = new EntryListFormat<>("texts behind lengths of two octets") {
        @Override
        int size(ByteBuf in, int at, int left) {
            return left < 2 ? 2 : 2 + in.getUnsignedShort(at);
        }

        @Override
        @Nullable
        String read(ByteBuf in, int at, int size) {
            return TEXT.decode(in, at + 2, size - 2);
        }

        @Override
        void write(String value, ByteBuf out) {
            int start = out.writerIndex();
            out.writeShort(0);
            TEXT.encode(value, out);
            out.setShort(start, Check.range("text length", out.writerIndex() - start - 2, 1, 0xffff));
        }
    };

    static final OptionFormat<List<StaticRoute>> STATIC_ROUTES = listOf(
            fixed(
                    8,
                    (in, offset) -> new StaticRoute(new Ip4(in.getInt(offset)), new Ip4(in.getInt(offset + 4))),
                    (out, route) -> {
                        Check.that(
                                !route.destination().isAny(),
                                "destination: 0.0.0.0 (expected: the default route in option 3)");
                        out.writeInt(route.destination().bits())
                                .writeInt(route.router().bits());
                    }),
            8);

    static final OptionFormat<String> TEXT = new OptionFormat<>() {
        @Override
        public @Nullable String decode(ByteBuf in, int offset, int length) {
            String text = OctetText.read(in, offset, length);
            return text.isEmpty() ? null : text;
        }

        @Override
        public void encode(String value, ByteBuf out) {
            Check.text(!value.isEmpty() && value.indexOf('\0') < 0, "text", value, "not empty, without NUL");
            out.writeBytes(OctetText.write(value));
        }

        @Override
        public String expected() {
            return "text";
        }
    };

    static final OptionFormat<byte[]> OCTETS = new OptionFormat<>() {
        @Override
        public byte[] decode(ByteBuf in, int offset, int length) {
            byte[] octets = new byte[length];
            in.getBytes(offset, octets);
            return octets;
        }

        @Override
        public void encode(byte[] value, ByteBuf out) {
            out.writeBytes(value);
        }

        @Override
        public String expected() {
            return "anything";
        }
    };

    private OptionFormats() {}

    interface Reader<T> {
        T read(ByteBuf in, int offset);
    }

    interface Writer<T> {
        void write(ByteBuf out, T value);
    }

    interface Function<A, B> {
        B apply(A value);
    }

    /** Exactly {@code size} octets. */
    static <T> OptionFormat<T> fixed(int size, Reader<T> reader, Writer<T> writer) {
        return new Fixed<>(size, reader, writer);
    }

    /** As many values of {@code size} octets as there are, at least one. */
    static <T> OptionFormat<List<T>> listOf(OptionFormat<T> element, int size) {
        return new Elements<>(element, size);
    }

    static <A, B> OptionFormat<B> map(OptionFormat<A> base, Function<A, B> after, Function<B, A> before) {
        return new Mapped<>(base, after, before);
    }

    private record Presence(boolean tolerant) implements OptionFormat<Boolean> {
        @Override
        public @Nullable Boolean decode(ByteBuf in, int offset, int length) {
            return tolerant || length == 0 ? true : null;
        }

        @Override
        public void encode(Boolean value, ByteBuf out) {
            Check.that(value, "value: false (expected: true, or no option at all)");
        }

        @Override
        public String expected() {
            return octets(0);
        }
    }

    private static String octets(int size) {
        return size == 1 ? "1 octet" : size + " octets";
    }

    private record Fixed<T>(int size, Reader<T> reader, Writer<T> writer) implements OptionFormat<T> {
        @Override
        public @Nullable T decode(ByteBuf in, int offset, int length) {
            return length == size ? reader.read(in, offset) : null;
        }

        @Override
        public void encode(T value, ByteBuf out) {
            writer.write(out, value);
        }

        @Override
        public String expected() {
            return octets(size);
        }
    }

    interface WholeReader {
        int read(ByteBuf in, int offset);
    }

    interface WholeWriter {
        ByteBuf write(ByteBuf out, int value);
    }

    record Whole(int size, int min, int max, WholeReader reader, WholeWriter writer) implements OptionFormat<Integer> {
        @Override
        public @Nullable Integer decode(ByteBuf in, int offset, int length) {
            if (length != size) {
                return null;
            }
            int value = reader.read(in, offset);
            return value < min || value > max ? null : value;
        }

        @Override
        public void encode(Integer value, ByteBuf out) {
            writer.write(out, Check.range("value", value, min, max));
        }

        @Override
        public String expected() {
            return min == 1 ? octets(size) + " of " + min + ".." + max : octets(size);
        }
    }

    private record Elements<T>(OptionFormat<T> element, int each) implements OptionFormat<List<T>> {
        @Override
        public @Nullable List<T> decode(ByteBuf in, int offset, int length) {
            if (length == 0 || length % each != 0) {
                return null;
            }
            List<T> values = new ArrayList<>(length / each);
            for (int at = 0; at < length; at += each) {
                T value = element.decode(in, offset + at, each);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return List.copyOf(values);
        }

        @Override
        public void encode(List<T> values, ByteBuf out) {
            Check.that(!values.isEmpty(), "values: [] (expected: at least one)");
            for (T value : values) {
                element.encode(value, out);
            }
        }

        @Override
        public String expected() {
            return "a multiple of " + each + " octets";
        }
    }

    private record Mapped<A, B>(OptionFormat<A> base, Function<A, B> after, Function<B, A> before)
            implements OptionFormat<B> {
        @Override
        public @Nullable B decode(ByteBuf in, int offset, int length) {
            A value = base.decode(in, offset, length);
            return value == null ? null : after.apply(value);
        }

        @Override
        public void encode(B value, ByteBuf out) {
            base.encode(before.apply(value), out);
        }

        @Override
        public int size() {
            return base.size();
        }

        @Override
        public String expected() {
            return base.expected();
        }
    }
}
