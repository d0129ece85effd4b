package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpErrorCode;

/**
 * Why a request gets no content; the client receives it as an ERROR.
 *
 * <p>Firmware reads the code: U-Boot gives up on 1 and 2 and starts the whole boot again on any other.
 *
 * @param code the TFTP error code
 * @param reason the text, for the client's screen and for the administrator
 */
public record ContentRefusal(TftpErrorCode code, String reason) implements ContentAnswer {
    /** Error 1: there is no such file. */
    public static ContentRefusal notFound() {
        return new ContentRefusal(TftpErrorCode.FILE_NOT_FOUND, "file not found");
    }

    /** Error 2: the file may not be read. */
    public static ContentRefusal denied(String reason) {
        return new ContentRefusal(TftpErrorCode.ACCESS_VIOLATION, reason);
    }
}
