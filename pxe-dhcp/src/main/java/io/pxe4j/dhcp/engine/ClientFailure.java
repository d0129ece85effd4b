package io.pxe4j.dhcp.engine;

/** Why an operation of a client did not succeed. */
public enum ClientFailure {
    /** Nobody answered, or no answer could be taken; the message tells why the last one was not. */
    NO_ANSWER("no answer that could be taken"),

    /** The server said no (NAK). */
    REFUSED_BY_SERVER("the server refused"),

    /** There is no lease to renew, give back or decline. */
    NO_LEASE("there is no lease"),

    /** Another operation of this client is running. */
    BUSY("another operation is running"),

    /** What would have to be known for this is not, such as a way to reach a boot server. */
    NOT_POSSIBLE("not possible"),

    /** No socket could be opened. */
    NO_SOCKET("no socket"),

    /** The client was closed. */
    CLOSED("the client was closed");

    private final String text;

    ClientFailure(String text) {
        this.text = text;
    }

    /** The failure in plain words, lower case, without a full stop. */
    public String text() {
        return text;
    }
}
