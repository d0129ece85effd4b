package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** How the value of an option or sub-option lies on the wire. */
interface OptionFormat<T> {
    /**
     * Reads {@code length} octets at {@code offset}; the caller has checked that they are there.
     *
     * @return null if they do not have this shape; never throws
     */
    @Nullable
    T decode(ByteBuf in, int offset, int length);

    /**
     * Appends the value.
     *
     * @throws IllegalArgumentException if the value cannot be sent; {@code out} is then as before or garbage past it
     */
    void encode(T value, ByteBuf out);

    /** How many octets every value has; -1 if that depends. */
    default int size() {
        return -1;
    }

    /** What a right value looks like: {@code 4 octets}. */
    String expected();
}
