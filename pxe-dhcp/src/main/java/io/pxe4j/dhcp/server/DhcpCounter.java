package io.pxe4j.dhcp.server;

/**
 * What a {@link DhcpServer} counts since it was made. All only grow. Each packet received ends in exactly one of {@link #OFFERS_SENT} to
 * {@link #OTHERS_SENT} or {@link #DROPPED}, some after a while.
 */
public enum DhcpCounter {
    /** Packets received. */
    RECEIVED,
    /** Octets of UDP payload received. */
    RECEIVED_OCTETS,
    /** OFFERs sent. */
    OFFERS_SENT,
    /** ACKs sent. */
    ACKS_SENT,
    /** NAKs sent. */
    NAKS_SENT,
    /** Answers of other types sent. */
    OTHERS_SENT,
    /** Octets of UDP payload sent. */
    SENT_OCTETS,
    /** Packets without an answer, the sum of {@link DhcpCounters#dropped}. */
    DROPPED,
    /** Requests whose answer had to wait for a policy or a store. */
    WAITED,
    /** How long those waited, in microseconds, all together. */
    WAITED_MICROS,
    /** Answers held back because their engine asked for it. */
    HELD_BACK,
    /** Answers sent at once though their engine wanted them held back: {@link DhcpServer.Builder#maxHeldBack} were. */
    NOT_HELD_BACK,
    /** Clients and relay ports that the limits forgot for want of room ({@link io.pxe4j.dhcp.engine.RequestLimiter#forgotten}). */
    LIMITS_FORGOTTEN,
    /** Times that {@link DhcpListener#otherServerSeen} was told. */
    OTHER_SERVERS_SEEN,
    /** Interfaces that came, also at the start. */
    INTERFACES_UP,
    /** Interfaces that went. */
    INTERFACES_DOWN,
    /** Interfaces that came back under another index, or whose addresses changed. */
    INTERFACES_CHANGED,
    /** Times that an interface could not be served, each problem once. */
    INTERFACES_FAILED,
    /** Calls of a listener that threw. */
    LISTENER_FAILURES
}
