package io.pxe4j.dhcp.engine;

/**
 * Where a client stands on its way to a lease, by the names of RFC 2131.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4">RFC 2131 §4.4, figure 5</a>
 */
public enum ClientState {
    /** It has no address. */
    INIT,

    /** It has sent DISCOVER and collects offers. */
    SELECTING,

    /** It has asked for one offer. */
    REQUESTING,

    /** It knows an address of earlier and is about to ask for it. */
    INIT_REBOOT,

    /** It has asked for that address. */
    REBOOTING,

    /** It holds a lease. */
    BOUND,

    /** It asks the server that gave the lease to extend it. */
    RENEWING,

    /** It asks any server to extend the lease. */
    REBINDING;

    /** Whether it may use an address in this state. */
    public boolean hasAddress() {
        return this == BOUND || this == RENEWING || this == REBINDING;
    }
}
