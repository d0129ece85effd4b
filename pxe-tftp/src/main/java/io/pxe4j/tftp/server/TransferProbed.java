package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpError;

/**
 * The client asked for the size and broke off right after the OACK or the first block: what EDK2 and PXE ROMs do before they load a file.
 *
 * @param transfer the transfer
 * @param error how the client broke off, usually code 0 or 8
 * @param statistics what it took
 */
public record TransferProbed(TransferInfo transfer, TftpError error, TransferStatistics statistics) {}
