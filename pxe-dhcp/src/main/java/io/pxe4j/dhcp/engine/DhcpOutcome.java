package io.pxe4j.dhcp.engine;

/** What became of a request: a {@link DhcpReply} to send, or a {@link DhcpDrop} that says why there is none. */
public sealed interface DhcpOutcome permits DhcpReply, DhcpDrop {}
