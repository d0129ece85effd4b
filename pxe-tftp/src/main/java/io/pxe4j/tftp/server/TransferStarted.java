package io.pxe4j.tftp.server;

/**
 * A request was accepted; its first packet is about to leave.
 *
 * @param transfer the transfer
 */
public record TransferStarted(TransferInfo transfer) {}
