package io.pxe4j.tftp.engine;

/** How a {@link ReadTransfer} ended. */
public enum ReadOutcome {
    /** The last block was acknowledged. */
    COMPLETED,
    /** Everything was sent; the last ACK never came. Many clients do not repeat a lost one. */
    COMPLETED_UNCONFIRMED,
    /** The client broke off right after the OACK or the first block: it wanted to know the size. */
    PROBED,
    /** The client never answered. */
    NO_ANSWER,
    /** The client fell silent in the middle. */
    CLIENT_SILENT,
    /** The client sent an ERROR in the middle. */
    CLIENT_ERROR
}
