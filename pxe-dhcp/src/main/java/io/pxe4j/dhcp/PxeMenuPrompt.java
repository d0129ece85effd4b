package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The prompt before the boot menu, PXE sub-option 10.
 *
 * @param seconds 0 takes the first line at once, 255 shows the menu and waits for ever, else the time in which F8 opens
 *     it
 * @param text what the user reads, not empty, in octets at most 254
 */
public record PxeMenuPrompt(int seconds, String text) {
    static final OptionFormat<PxeMenuPrompt> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable PxeMenuPrompt decode(ByteBuf in, int offset, int length) {
            String text = length < 2 ? "" : OctetText.read(in, offset + 1, length - 1);
            return text.isEmpty() ? null : new PxeMenuPrompt(in.getUnsignedByte(offset), text);
        }

        @Override
        public void encode(PxeMenuPrompt value, ByteBuf out) {
            out.writeByte(value.seconds).writeBytes(OctetText.write(value.text));
        }

        @Override
        public String expected() {
            return "a time-out octet and text";
        }
    };

    /** The value of {@link #seconds} that shows the menu and waits for ever. */
    public static final int SHOW_MENU = 255;

    /** Checks the ranges. */
    public PxeMenuPrompt {
        Check.range("seconds", seconds, 0, 255);
        Check.that(text.indexOf('\0') < 0, "prompt text: " + OctetText.quote(text) + " (expected: without NUL)");
        Check.that(!text.isEmpty(), "prompt text: \"\" (expected: not empty, Intel's base code drops the offer)");
    }

    /** A prompt. */
    public static PxeMenuPrompt of(int seconds, String text) {
        return new PxeMenuPrompt(seconds, text);
    }

    /** The text, escaped, and when it goes on: {@code "Press F8" (10 s)}. */
    @Override
    public String toString() {
        return OctetText.quote(text) + (seconds == SHOW_MENU ? " (menu)" : " (" + seconds + " s)");
    }
}
