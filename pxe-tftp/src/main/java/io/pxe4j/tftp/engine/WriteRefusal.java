package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpErrorCode;

/**
 * Why a write request is turned down; the client receives it as an ERROR.
 *
 * @param code the TFTP error code
 * @param reason the text, for the client's screen and for the administrator
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1350#page-10">RFC 1350, error codes</a>
 */
public record WriteRefusal(TftpErrorCode code, String reason) implements WriteAnswer {
    /** Error 2: the file may not be written. */
    public static WriteRefusal denied(String reason) {
        return new WriteRefusal(TftpErrorCode.ACCESS_VIOLATION, reason);
    }

    /** Error 6: the file is there already. */
    public static WriteRefusal exists() {
        return new WriteRefusal(TftpErrorCode.FILE_EXISTS, "file already exists");
    }

    /** Error 1: the file, or the directory it is to lie in, is not there. */
    public static WriteRefusal notFound() {
        return new WriteRefusal(TftpErrorCode.FILE_NOT_FOUND, "file not found");
    }

    /** Error 3: the disk is full, or the file is larger than allowed. */
    public static WriteRefusal full(String reason) {
        return new WriteRefusal(TftpErrorCode.DISK_FULL, reason);
    }

    /** Error 0: something on this side is broken; the text tells. */
    public static WriteRefusal failed(String reason) {
        return new WriteRefusal(TftpErrorCode.UNDEFINED, reason);
    }
}
