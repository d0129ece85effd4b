package io.pxe4j.dhcp.engine;

/** Why a client does not take an answer, in words that an administrator understands ({@link #text()}). */
public enum ClientRefusalReason {
    /** The bytes are not a DHCP packet; the detail says what is wrong and where. */
    MALFORMED("not a DHCP packet"),

    /** The operation is not BOOTREPLY: another client's request. */
    NOT_A_REPLY("a request, not a reply"),

    /** The client waits for nothing. */
    NOT_AWAITED("no answer is awaited"),

    /** The xid is not that of the question: an answer to another client, or to an earlier question. */
    OTHER_EXCHANGE("belongs to another exchange (xid)"),

    /** The hardware address is not the client's. */
    OTHER_CLIENT("for another hardware address (chaddr)"),

    /** The client identifier is there and not the client's; RFC 6842 §3. */
    OTHER_CLIENT_IDENTIFIER("for another client identifier (option 61)"),

    /** The relay address is not the one that was sent. */
    OTHER_RELAY("for another relay (giaddr)"),

    /** No message type: BOOTP. */
    NO_MESSAGE_TYPE("no DHCP message type"),

    /** A message type that does not answer the question. */
    UNEXPECTED_TYPE("message type answers another question"),

    /** An ACK to a DISCOVER that did not ask for rapid commit, or one without option 80; RFC 4039 §3.1. */
    NOT_RAPID_COMMIT("commits at once, but not by rapid commit"),

    /** An offer that comes after another one has been chosen. */
    ALREADY_CHOSEN("another offer has been chosen"),

    /** The same offer of the same server again. */
    DUPLICATE("the same offer again"),

    /** More offers than a client keeps. */
    TOO_MANY("too many offers"),

    /** No server identifier, or none that a host can have. */
    NO_SERVER_IDENTIFIER("no usable server identifier (option 54)"),

    /** From a server that was not asked. */
    OTHER_SERVER("from a server that was not asked"),

    /** Sent from another address than the one that was asked. */
    OTHER_SENDER("sent from an address that was not asked"),

    /** Neither an address nor boot information. */
    NO_ADDRESS("offers neither an address nor a boot server (yiaddr 0.0.0.0)"),

    /** No host can have the address: broadcast, multicast, network or server's own. */
    BAD_ADDRESS("no host can have that address"),

    /** Another address than the one that was asked for. */
    OTHER_ADDRESS("gives another address than was asked for"),

    /** The network mask has holes. */
    BAD_MASK("no network mask"),

    /** No lease time, or zero; RFC 2131 table 3 wants one. */
    NO_LEASE_TIME("no lease time (option 51)"),

    /** A boot server's answer without a boot file. */
    NO_BOOT_FILE("names no boot file"),

    /** A boot server's answer for another type or layer than was asked for. */
    OTHER_BOOT_ITEM("for another boot item (option 43.71)"),

    /** A boot server that is not in the list, when only those of the list count (43.6 bit 2). */
    UNLISTED_BOOT_SERVER("from a boot server that is not listed (option 43.8)");

    private final String text;

    ClientRefusalReason(String text) {
        this.text = text;
    }

    /** The reason in plain words, lower case, without a full stop. */
    public String text() {
        return text;
    }
}
