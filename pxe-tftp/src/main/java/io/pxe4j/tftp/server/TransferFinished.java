package io.pxe4j.tftp.server;

/**
 * The whole file was sent.
 *
 * @param transfer the transfer
 * @param statistics what it took
 * @param confirmed whether the last ACK came; many clients (busybox, U-Boot, EDK2) do not repeat a lost one, so false is no failure
 */
public record TransferFinished(TransferInfo transfer, TransferStatistics statistics, boolean confirmed) {}
