package io.pxe4j.dhcp.server;

/**
 * Hears what a {@link DhcpServer} does. The methods run on its event loop: they must not block. What they throw is counted, and logged the first time.
 *
 * <p>The packets in the events are views that end with the call; {@link io.pxe4j.dhcp.DhcpPacket#copy} keeps one, and
 * {@link io.pxe4j.dhcp.BootClient} holds none.
 */
public interface DhcpListener {
    /** A listener that hears nothing. */
    DhcpListener NONE = new DhcpListener() {};

    /** A request came in and goes to the engine. */
    default void received(RequestReceived event) {}

    /** A request was answered. */
    default void answered(RequestAnswered event) {}

    /** A packet gets no answer; each one that does not ends here, with the reason. */
    default void dropped(RequestDropped event) {}

    /** Another server was seen on the network; told once a while for each. */
    default void otherServerSeen(OtherServerSeen event) {}

    /** An interface came, went, changed its addresses or could not be served. */
    default void interfaceChanged(InterfaceChange event) {}
}
