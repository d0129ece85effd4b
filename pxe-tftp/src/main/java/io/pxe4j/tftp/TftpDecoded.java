package io.pxe4j.tftp;

/** What a datagram turned out to be: a {@link TftpPacket} or a {@link MalformedTftp}. */
public sealed interface TftpDecoded permits TftpPacket, MalformedTftp {}
