package io.pxe4j.dhcp.engine;

/** The two jobs a server socket may have; the real port number may differ in tests. */
public enum ServerPort {
    /** Port 67: DHCP as in RFC 2131. */
    DHCP(67),

    /** Port 4011: the PXE boot server, asked by clients that already have an address. */
    PXE(4011);

    private final int number;

    ServerPort(int number) {
        this.number = number;
    }

    /** The number that real clients use: 67 or 4011. */
    public int number() {
        return number;
    }
}
