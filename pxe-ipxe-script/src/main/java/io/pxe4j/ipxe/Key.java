package io.pxe4j.ipxe;

import java.util.Locale;

/**
 * A key that {@code item --key} and {@code prompt --key} wait for.
 *
 * @param code the character, or iPXE's number for a key that has none, 1..0x1fff
 */
public record Key(int code) {
    /** Enter. */
    public static final Key ENTER = new Key(0x0d);
    /** Escape. */
    public static final Key ESCAPE = new Key(0x1b);
    /** Tabulator. */
    public static final Key TAB = new Key(0x09);
    /** Backspace. */
    public static final Key BACKSPACE = new Key(0x08);
    /** Space bar. */
    public static final Key SPACE = new Key(0x20);
    /** Cursor up. */
    public static final Key UP = new Key(0x141);
    /** Cursor down. */
    public static final Key DOWN = new Key(0x142);
    /** Cursor right. */
    public static final Key RIGHT = new Key(0x143);
    /** Cursor left. */
    public static final Key LEFT = new Key(0x144);
    /** End. */
    public static final Key END = new Key(0x146);
    /** Home. */
    public static final Key HOME = new Key(0x148);
    /** Insert. */
    public static final Key INSERT = new Key(0x37e);
    /** Delete. */
    public static final Key DELETE = new Key(0x47e);
    /** Page up. */
    public static final Key PAGE_UP = new Key(0x67e);
    /** Page down. */
    public static final Key PAGE_DOWN = new Key(0x77e);
    /** F5. */
    public static final Key F5 = new Key(0x107e);
    /** F6. */
    public static final Key F6 = new Key(0x127e);
    /** F7. */
    public static final Key F7 = new Key(0x137e);
    /** F8. */
    public static final Key F8 = new Key(0x147e);
    /** F9. */
    public static final Key F9 = new Key(0x157e);
    /** F10. */
    public static final Key F10 = new Key(0x167e);
    /** F11. */
    public static final Key F11 = new Key(0x187e);
    /** F12. */
    public static final Key F12 = new Key(0x197e);

    /** Checks the range. */
    public Key {
        if (code < 1 || code > 0x1fff) {
            throw new IllegalArgumentException("key: " + code + " (expected: 1..0x1fff)");
        }
    }

    /** The key that types this character, ASCII 0x20..0x7e. */
    public static Key of(char character) {
        if (character < ' ' || character > '~') {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "key: \\u%04x (expected: a printable ASCII character)", (int) character));
        }
        return new Key(character);
    }

    /** A letter together with Ctrl: {@code ctrl('b')}. */
    public static Key ctrl(char letter) {
        int upper = letter & ~0x20;
        if (upper < 'A' || upper > 'Z' || letter > 'z') {
            throw new IllegalArgumentException("ctrl: " + letter + " (expected: a letter, a..z)");
        }
        return new Key(upper - '@');
    }

    /** The key as an option of a command: the character itself, or its number. */
    @Override
    public String toString() {
        return code > ' ' && code <= '~' ? String.valueOf((char) code) : String.format(Locale.ROOT, "0x%02x", code);
    }
}
