package io.pxe4j.tftp.server;

/** Why a transfer ended before its last block. */
public enum TransferFailure {
    /** The client never answered the first packet: gone, behind a filter, or its address was forged. */
    NO_ANSWER,
    /** The client had not answered yet when its place was needed for others. */
    EVICTED,
    /** The client fell silent in the middle. */
    CLIENT_SILENT,
    /** The client sent an ERROR. */
    CLIENT_ERROR,
    /** It took longer than a transfer may. */
    TOO_LONG,
    /** The client, same address and port, sent a new request. */
    REPLACED,
    /** The content could not be read: the file shrank, or its disk failed. */
    CONTENT_FAILED,
    /** What the client wrote could not be stored: disk full, too large, no permission; the client hears which. */
    STORE_FAILED,
    /** The client wrote a block that is longer than agreed; answered with error 4. */
    BLOCK_TOO_LONG,
    /** The server was closed. */
    SERVER_CLOSED
}
