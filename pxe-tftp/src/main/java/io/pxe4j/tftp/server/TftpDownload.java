package io.pxe4j.tftp.server;

/** A file fetched into memory. */
public final class TftpDownload {
    private final byte[] bytes;
    private final TftpReport report;

    TftpDownload(byte[] bytes, TftpReport report) {
        this.bytes = bytes;
        this.report = report;
    }

    /** The file; the array is not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** How it went. */
    public TftpReport report() {
        return report;
    }
}
