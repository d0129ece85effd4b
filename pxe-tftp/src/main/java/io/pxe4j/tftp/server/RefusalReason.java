package io.pxe4j.tftp.server;

/** Why a packet started no transfer. */
public enum RefusalReason {
    /** The request cannot be parsed; answered with error 4. */
    MALFORMED,
    /** Something that is no request came to the request port; not answered. */
    NOT_A_REQUEST,
    /** The source cannot be answered (port 0, a multicast or unspecified address); not answered. */
    BAD_SOURCE,
    /** The mode is neither octet nor netascii; answered with error 4. */
    UNSUPPORTED_MODE,
    /** The file may not be written, or writing is off; answered with error 2. */
    WRITE_DENIED,
    /** There is no such file; answered with error 1. */
    NOT_FOUND,
    /** The file may not be read; answered with error 2. */
    DENIED,
    /** The content source refused with another error. */
    CONTENT_REFUSED,
    /** The content source failed; answered with error 0. */
    CONTENT_FAILED,
    /** The content source took longer than the open timeout; answered with error 0. */
    CONTENT_TIMEOUT,
    /** The write target refused with another error: the file is there already (6), is too large or the disk is full (3). */
    WRITE_REFUSED,
    /** The write target failed; answered with error 0. */
    TARGET_FAILED,
    /** The write target took longer than the open timeout; answered with error 0. */
    TARGET_TIMEOUT,
    /** The address is not among the allowed blocks, or among the denied ones; not answered. */
    ADDRESS_DENIED,
    /** The client access said no, or failed; answered with error 2. */
    CLIENT_DENIED,
    /** The address asks too often; not answered. */
    ADDRESS_RATE,
    /** The addresses of that /24, or /64 of IPv6, ask too often; not answered. */
    PREFIX_RATE,
    /** All clients together ask too often; not answered. */
    OVERALL_RATE,
    /** As many transfers as allowed are running; not answered, so that the client asks again. */
    TOO_MANY_TRANSFERS,
    /** As many transfers to that address as allowed are running; not answered. */
    TOO_MANY_FOR_CLIENT,
    /** As many transfers to that /24, or /64 of IPv6, as allowed are running; not answered. */
    TOO_MANY_FOR_PREFIX,
    /** The content was being opened when its place was needed for others; not answered. */
    EVICTED,
    /** The content was being opened when the client, same address and port, asked for something else; not answered. */
    REPLACED,
    /** The server is being closed; not answered. */
    SERVER_CLOSING
}
