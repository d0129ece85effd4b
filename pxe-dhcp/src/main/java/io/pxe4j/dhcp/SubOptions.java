package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contents of options 43, 82 and 175: what reading them has in common. */
abstract class SubOptions {
    private final TlvBlock block;

    SubOptions(TlvBlock block) {
        this.block = block;
    }

    final TlvBlock block() {
        return block;
    }

    final boolean holds(SubOption<?> option) {
        return block.has(option.code());
    }

    final <T> Optional<T> value(SubOption<T> option) {
        return Optional.ofNullable(block.get(option.code(), option.format()));
    }

    /** The keys of this space. */
    abstract SubOptionNames names();

    /** Whether a value must not be printed. */
    boolean isSecret(int code) {
        return false;
    }

    /** The codes in the order of the wire. */
    public final List<Integer> codes() {
        return block.codes();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof SubOptions that && getClass() == that.getClass() && block.equals(that.block);
    }

    @Override
    public final int hashCode() {
        return block.hashCode();
    }

    /** Codes and values in hexadecimal, secrets left out: {@code {6=0a}}. */
    @Override
    public final String toString() {
        return block.toString(this::isSecret);
    }

    interface Maker<S> {
        S make(TlvBlock block);
    }

    /** How such an option lies on the wire. */
    static final class Format<S extends SubOptions> implements OptionFormat<S> {
        private final String expected;
        private final boolean padAndEnd;
        private final Maker<S> maker;

        /** @param padAndEnd whether 0 and 255 stand alone and END is written, as in 43 and 175, or not, as in 82 */
        Format(String expected, boolean padAndEnd, Maker<S> maker) {
            this.expected = expected;
            this.padAndEnd = padAndEnd;
            this.maker = maker;
        }

        @Override
        public S decode(ByteBuf in, int offset, int length) {
            return maker.make(TlvBlock.read(in, offset, length, padAndEnd));
        }

        @Override
        public void encode(S value, ByteBuf out) {
            value.block().write(out);
            if (padAndEnd) {
                out.writeByte(TlvBlock.END);
            }
        }

        @Override
        public String expected() {
            return expected;
        }
    }
}
