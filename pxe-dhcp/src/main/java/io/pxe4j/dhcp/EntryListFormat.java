package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list whose entries say themselves how long they are; one that does not fit makes the whole unreadable. */
abstract class EntryListFormat<T> implements OptionFormat<List<T>> {
    private final String expected;

    EntryListFormat(String expected) {
        this.expected = expected;
    }

    /**
     * How many octets the entry at {@code at} takes.
     *
     * @param left how many there are, at least 1
     * @return more than {@code left} if it does not fit
     */
    abstract int size(ByteBuf in, int at, int left);

    abstract @Nullable T read(ByteBuf in, int at, int size);

    abstract void write(T value, ByteBuf out);

    @Override
    public final @Nullable List<T> decode(ByteBuf in, int offset, int length) {
        List<T> values = new ArrayList<>();
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int size = size(in, at, end - at);
            T value = size > end - at ? null : read(in, at, size);
            if (value == null) {
                return null;
            }
            values.add(value);
            at += size;
        }
        return values.isEmpty() ? null : List.copyOf(values);
    }

    @Override
    public final void encode(List<T> values, ByteBuf out) {
        Check.that(!values.isEmpty(), "values: [] (expected: at least one)");
        for (T value : values) {
            write(value, out);
        }
    }

    @Override
    public final String expected() {
        return expected;
    }
}
