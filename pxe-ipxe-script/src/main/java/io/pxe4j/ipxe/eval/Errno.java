package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildTarget;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The errors of include/errno.h, and what include/ipxe/errno makes of each of them for the firmware that iPXE returns to.
 *
 * <p>An error of iPXE has 32 bits: {@code 0x46022085} is {@code ERANGE} (46) from core/exec.c (0220), as UEFI's "buffer
 * too small" (85).
 */
enum Errno {
    EADDRNOTAVAIL(0x04, 0x19, 0x86, 99, "Address not available"),
    ECANCELED(0x0b, 0xa0, 0x95, 125, "Operation canceled"),
    EINVAL(0x1c, 0x02, 0x82, 22, "Invalid argument"),
    EIO(0x1d, 0x39, 0x98, 5, "Input/output error"),
    ENODEV(0x2c, 0x3b, 0x87, 19, "No such device"),
    ENOENT(0x2d, 0x3b, 0x8e, 2, "No such file or directory"),
    ENOEXEC(0x2e, 0x01, 0x81, 8, "Exec format error"),
    ENOTSUP(0x3c, 0x03, 0x83, 95, "Operation not supported"),
    ENOTTY(0x3d, 0x01, 0x83, 25, "Inappropriate I/O control operation"),
    ENXIO(0x3e, 0x3b, 0x8e, 6, "No such device or address"),
    ERANGE(0x46, 0x01, 0x85, 34, "Result too large"),
    ETIMEDOUT(0x4c, 0x35, 0x92, 110, "Connection timed out");

    private static final int CODE_SHIFT = 24;
    private static final int INSTANCE_SHIFT = 8;

    private final int code;
    private final int bios;
    private final int efi;
    private final int linux;
    private final String text;

    Errno(int code, int bios, int efi, int linux, String text) {
        this.code = code;
        this.bios = bios;
        this.efi = efi;
        this.linux = linux;
        this.text = text;
    }

    /** This error as a status, from one of iPXE's files. */
    int from(Origin origin) {
        return from(origin, 0);
    }

    /** This error as a status, from one of several places in a file that have a number of their own. */
    int from(Origin origin, int instance) {
        return -(code << CODE_SHIFT | origin.file() | instance << INSTANCE_SHIFT);
    }

    /** This error where nobody can know which file it comes from: the file is 0. */
    int fromAnywhere() {
        return -(code << CODE_SHIFT);
    }

    /** What a build returns to its firmware for this error. */
    int platform(BuildTarget target) {
        return switch (target) {
            case PCBIOS -> bios;
            case EFI_X86_64, EFI_ARM64 -> efi;
            case SBI -> linux;
        };
    }

    /** In words, as iPXE prints it. */
    String text() {
        return text;
    }

    /** The error that a status holds; none if it holds one that nothing here ends in. */
    static Optional<Errno> find(int status) {
        return Stream.of(values())
                .filter(error -> error.code == -status >> CODE_SHIFT)
                .findFirst();
    }
}
