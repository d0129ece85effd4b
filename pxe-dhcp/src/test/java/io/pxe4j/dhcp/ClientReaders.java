package io.pxe4j.dhcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The option parsers of boot firmware, as strict as they are, for what our writer sends. */
final class ClientReaders {
    /** A packet that the client would drop, and why. */
    static final class Dropped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Dropped(String why) {
            super(why);
        }
    }

    private static final int OPTIONS = 240;

    private ClientReaders() {}

    /** EDK2: END before the buffer's end, exact lengths for known options, nothing empty before a real one. */
    static Map<Integer, byte[]> edk2(byte[] packet) {
        Map<Integer, byte[]> options = new LinkedHashMap<>();
        boolean empty = false;
        int at = OPTIONS;
        while (at < packet.length) {
            int code = packet[at] & 0xff;
            if (code == 255) {
                return options;
            }
            if (code == 0) {
                at++;
                continue;
            }
            int length = at + 1 < packet.length ? packet[at + 1] & 0xff : 256;
            if (at + 2 + length >= packet.length) {
                throw new Dropped("option " + code + " runs into the end");
            }
            checkLength(code, length);
            if (empty && length > 0 && code != 82) {
                throw new Dropped("an empty option before " + code + " takes its place");
            }
            empty |= length == 0;
            options.merge(code, java.util.Arrays.copyOfRange(packet, at + 2, at + 2 + length), ClientReaders::join);
            at += 2 + length;
        }
        throw new Dropped("no END");
    }

    private static void checkLength(int code, int length) {
        boolean right = switch (code) {
            case 1, 50, 51, 54, 58, 59 -> length == 4;
            case 3, 4, 5, 6, 7, 42 -> length > 0 && length % 4 == 0;
            case 13, 26 -> length == 2;
            case 52, 53 -> length == 1;
            case 12, 15, 17, 43, 60, 66, 67 -> length >= 1;
            case 57 -> length == 2;
            case 61 -> length >= 2;
            default -> true;
        };
        if (!right) {
            throw new Dropped("option " + code + " of " + length + " octets");
        }
    }

    /** What a client sees that takes an option for a C string, reading on to the next NUL. */
    static Optional<String> cString(byte[] packet, int wanted) {
        int at = OPTIONS;
        while (at < packet.length && (packet[at] & 0xff) != 255) {
            int code = packet[at] & 0xff;
            if (code == wanted) {
                int end = at + 2;
                while (packet[end] != 0) {
                    end++;
                }
                return Optional.of(OctetText.read(java.util.Arrays.copyOfRange(packet, at + 2, end)));
            }
            at += code == 0 ? 1 : 2 + (packet[at + 1] & 0xff);
        }
        return Optional.empty();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
