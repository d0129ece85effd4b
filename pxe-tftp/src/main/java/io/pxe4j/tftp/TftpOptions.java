package io.pxe4j.tftp;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request or an OACK, in the order of the packet; immutable.
 *
 * <p>Names are held in lower case: RFC 2347 compares them without case, and GRUB and U-Boot's lwIP look for lower case only. An option
 * that comes twice counts once, with its first value, since tftp-hpa's client refuses an OACK that repeats one.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public final class TftpOptions {
    /** Octets of payload per block, 8 to 65464 (RFC 2348). */
    public static final String BLKSIZE = "blksize";
    /** As {@link #BLKSIZE}, but the server agrees to a power of two only (tftp-hpa). */
    public static final String BLKSIZE2 = "blksize2";
    /** The size of the file in octets; 0 in a read request asks for it (RFC 2349). */
    public static final String TSIZE = "tsize";
    /** Seconds until a retransmission, 1 to 255 (RFC 2349). */
    public static final String TIMEOUT = "timeout";
    /** Microseconds until a retransmission, 10,000 to 255,000,000 (tftp-hpa). */
    public static final String UTIMEOUT = "utimeout";
    /** Blocks that may be under way without an ACK, 1 to 65535 (RFC 7440). */
    public static final String WINDOWSIZE = "windowsize";
    /** The number of the block behind 65535, 0 or 1 (tftp-hpa). */
    public static final String ROLLOVER = "rollover";

    /** No options. */
    public static final TftpOptions NONE = new TftpOptions(Collections.emptyMap());

    /** More than any client sends; a request with more is hostile. */
    private static final int MAX_OPTIONS = 64;

    static final String TOO_MANY = "more than " + MAX_OPTIONS + " options";

    private final Map<String, String> values;

    private TftpOptions(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Options from names and values in turn: {@code of("tsize", "0", "blksize", "1468")}.
     *
     * @throws IllegalArgumentException for an odd number of strings, an empty name, or a NUL
     */
    public static TftpOptions of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "namesAndValues: " + namesAndValues.length + " strings (expected: an even number)");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(values, namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(values);
    }

    /**
     * Options in the order of the map's iteration; names that differ in case only count once, with the last value.
     *
     * @throws IllegalArgumentException for an empty name or a NUL
     */
    public static TftpOptions of(Map<String, String> namesAndValues) {
        Map<String, String> copy = new LinkedHashMap<>();
        namesAndValues.forEach((name, value) -> put(copy, name, value));
        return copy.isEmpty() ? NONE : new TftpOptions(Collections.unmodifiableMap(copy));
    }

    private static void put(Map<String, String> target, String name, String value) {
        TftpStrings.checkNoNul("option name", name);
        TftpStrings.checkNoNul(name, value);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("option name: empty (expected: at least one character)");
        }
        target.put(name.toLowerCase(Locale.ROOT), value);
    }

    /**
     * These options with one more at the end, or with its new value in the old place.
     *
     * @throws IllegalArgumentException for an empty name or a NUL
     */
    public TftpOptions with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        put(copy, name, value);
        return new TftpOptions(Collections.unmodifiableMap(copy));
    }

    /** As {@link #with(String, String)} with a decimal number. */
    public TftpOptions with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** These options without that one. */
    public TftpOptions without(String name) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.remove(name.toLowerCase(Locale.ROOT));
        return new TftpOptions(Collections.unmodifiableMap(copy));
    }

    /** Names (lower case) and values in the order of the packet; unmodifiable. */
    public Map<String, String> asMap() {
        return values;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether that option is there. */
    public boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The value of that option as sent. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The value of that option as a number: decimal digits only, no sign, no spaces. Empty if the option is missing or something else; a
     * number past {@link Long#MAX_VALUE} counts as that.
     */
    public OptionalLong number(String name) {
        String text = values.get(name.toLowerCase(Locale.ROOT));
        if (text == null || text.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    /** Parses options from {@code at} to the end; null if they are too many. */
    static @Nullable TftpOptions decode(ByteBuf datagram, int at) {
        Map<String, String> values = new LinkedHashMap<>();
        while (at < datagram.writerIndex()) {
            int nameEnd = TftpStrings.nul(datagram, at);
            int valueEnd = nameEnd < 0 ? -1 : TftpStrings.nul(datagram, nameEnd + 1);
            // An empty name is padding (HP PA-RISC ROMs send 516 octets); a cut-off pair is garbage (Tivoli's OACK ends
            // so).
            if (nameEnd == at || valueEnd < 0) {
                break;
            }
            if (values.size() == MAX_OPTIONS) {
                return null;
            }
            values.putIfAbsent(
                    TftpStrings.text(datagram, at, nameEnd).toLowerCase(Locale.ROOT),
                    TftpStrings.text(datagram, nameEnd + 1, valueEnd));
            at = valueEnd + 1;
        }
        return values.isEmpty() ? NONE : new TftpOptions(Collections.unmodifiableMap(values));
    }

    void write(ByteBuf packet) {
        values.forEach((name, value) -> {
            TftpStrings.write(packet, name);
            TftpStrings.write(packet, value);
        });
    }

    /** Whether the other has the same options with the same values in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TftpOptions that
                && values.equals(that.values)
                && List.copyOf(values.keySet()).equals(List.copyOf(that.values.keySet()));
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** As an administrator reads them: {@code blksize=1432 tsize=0}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> TftpStrings.escape(e.getKey()) + "=" + TftpStrings.escape(e.getValue()))
                .collect(Collectors.joining(" "));
    }
}
