package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;

/** A sub-option's code and name and how its value is read and written: what the keys of 43, 82 and 175 share. */
abstract class SubOption<T> {
    private final int code;
    private final String name;
    private final OptionFormat<T> format;

    SubOption(int code, String name, OptionFormat<T> format) {
        this.code = code;
        this.name = name;
        this.format = format;
    }

    /** The number on the wire. */
    public final int code() {
        return code;
    }

    /** What it is called, in lower case: {@code boot menu}. */
    public final String name() {
        return name;
    }

    final OptionFormat<T> format() {
        return format;
    }

    final void encode(T value, ByteBuf out) {
        format.encode(value, out);
    }

    /** Code and name: {@code 9 (boot menu)}. */
    @Override
    public final String toString() {
        return code + " (" + name + ")";
    }
}
