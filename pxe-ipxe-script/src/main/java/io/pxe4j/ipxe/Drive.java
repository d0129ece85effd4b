package io.pxe4j.ipxe;

import java.util.Locale;

/**
 * A drive as the BIOS numbers them, which {@code sanboot} connects or boots from.
 *
 * @param number 0..0xff: floppy drives from 0, hard disks from 0x80
 */
public record Drive(int number) {
    /** The first hard disk, 0x80: what iPXE takes when a script names none. */
    public static final Drive FIRST_HARD_DISK = hardDisk(0);

    /** Checks the range. */
    public Drive {
        if (number < 0 || number > 0xff) {
            throw new IllegalArgumentException("drive: " + number + " (expected: 0..0xff)");
        }
    }

    /** Hard disk {@code index}, 0..127. */
    public static Drive hardDisk(int index) {
        if (index < 0 || index > 0x7f) {
            throw new IllegalArgumentException("hard disk: " + index + " (expected: 0..127)");
        }
        return new Drive(0x80 + index);
    }

    /** The number as a script writes it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "0x%02x", number);
    }
}
