package io.pxe4j.tftp.engine;

/** How a {@link WriteTransfer} ended. */
public enum WriteOutcome {
    /** The file is stored and its last block was acknowledged; whether that ACK arrived nobody knows (RFC 1350 §6). */
    STORED,
    /** Nothing followed the first packet. */
    NO_ANSWER,
    /** The sender fell silent in the middle. */
    SENDER_SILENT,
    /** The sender sent an ERROR. */
    SENDER_ERROR,
    /** A block was longer than agreed. */
    BLOCK_TOO_LONG,
    /** What takes the octets neither took nor stored any for too long. */
    STORE_SILENT
}
