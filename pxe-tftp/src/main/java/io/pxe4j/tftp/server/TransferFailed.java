package io.pxe4j.tftp.server;

/**
 * A transfer ended before its last block.
 *
 * @param transfer the transfer
 * @param reason why
 * @param detail the same in words
 * @param statistics what it took
 */
public record TransferFailed(
        TransferInfo transfer, TransferFailure reason, String detail, TransferStatistics statistics) {}
