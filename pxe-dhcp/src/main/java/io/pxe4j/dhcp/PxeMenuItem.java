package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the boot menu, an entry of PXE sub-option 9.
 *
 * @param type the boot server to ask when the user picks it; {@link PxeBootServerType#LOCAL_BOOT} goes on to the next
 *     device
 * @param text what the user reads, not empty, in octets at most 255
 */
public record PxeMenuItem(PxeBootServerType type, String text) {
    static final OptionFormat<List<PxeMenuItem>> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable List<PxeMenuItem> decode(ByteBuf in, int offset, int length) {
            List<PxeMenuItem> all = new ArrayList<>();
            int end = offset + length;
            int at = offset;
            while (end - at >= 3) {
                int size = in.getUnsignedByte(at + 2);
                String text = end - at - 3 < size ? "" : OctetText.read(in, at + 3, size);
                // A length that lies ends the list; what stands before it counts.
                if (text.isEmpty()) {
                    break;
                }
                all.add(new PxeMenuItem(PxeBootServerType.of(in.getUnsignedShort(at)), text));
                at += 3 + size;
            }
            return all.isEmpty() ? null : List.copyOf(all);
        }

        @Override
        public void encode(List<PxeMenuItem> values, ByteBuf out) {
            // EDK2 shows at most 24.
            Check.range("menu items", values.size(), 1, 24);
            for (PxeMenuItem value : values) {
                byte[] text = OctetText.write(value.text);
                Check.range("menu text length", text.length, 1, 255);
                out.writeShort(value.type.value()).writeByte(text.length).writeBytes(text);
            }
        }

        @Override
        public String expected() {
            return "entries of type, length and text";
        }
    };

    /** Checks the text: ROMs drop an offer whose menu has an empty line, and show a NUL as the end. */
    public PxeMenuItem {
        Check.that(text.indexOf('\0') < 0, "menu text: " + OctetText.quote(text) + " (expected: without NUL)");
        Check.that(!text.isEmpty(), "menu text: \"\" (expected: not empty)");
    }

    /** A line for that boot server type. */
    public static PxeMenuItem of(PxeBootServerType type, String text) {
        return new PxeMenuItem(type, text);
    }

    /** The text, escaped, and the type: {@code "Linux" (UNKNOWN(32768))}. */
    @Override
    public String toString() {
        return OctetText.quote(text) + " (" + type + ")";
    }
}
