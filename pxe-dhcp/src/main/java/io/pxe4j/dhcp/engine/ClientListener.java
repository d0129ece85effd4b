package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;

/**
 * Hears what a client does. The methods run on the client's thread: they must not block. What they throw is logged and forgotten.
 *
 * <p>The packet of {@link #sent} is a view that ends with the call; {@link DhcpPacket#copy} keeps one.
 */
public interface ClientListener {
    /** A listener that hears nothing. */
    ClientListener NONE = new ClientListener() {};

    /** The client goes from one state to another. */
    default void stateChanged(ClientState from, ClientState to) {}

    /** A packet leaves, for the {@code attempt}-th time, counted from 1. */
    default void sent(DhcpPacket packet, ClientTarget target, int attempt) {}

    /** A packet could not be sent. It counts as lost. */
    default void sendFailed(ClientTarget target, String why) {}

    /** An answer counts. */
    default void taken(ClientAnswer answer) {}

    /** A packet came in and does not count. */
    default void refused(ClientRefusal why, Ip4 source, int sourcePort) {}

    /** The lease is gone before it was given back. */
    default void leaseLost(ClientLease lease, String why) {}
}
