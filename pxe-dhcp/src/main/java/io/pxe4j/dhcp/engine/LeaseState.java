package io.pxe4j.dhcp.engine;

/** What a stored lease means for its address. */
public enum LeaseState {
    /** The client has the address until the lease ends. */
    ACTIVE,

    /** The client gave the address back; it gets the same one again unless somebody else took it meanwhile. */
    RELEASED,

    /** Somebody else was seen with the address, so nobody gets it until the lease ends. */
    DECLINED
}
