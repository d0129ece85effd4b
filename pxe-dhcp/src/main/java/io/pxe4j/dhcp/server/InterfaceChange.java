package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Objects;

/**
 * An interface came, went or changed, and the server's sockets with it.
 *
 * @param interfaceName the interface
 * @param kind what happened
 * @param addresses its addresses now, the one from which broadcasts leave first; empty when it went
 * @param detail why it cannot be served, a sentence that says what to do; empty unless it is {@link Kind#FAILED}
 */
public record InterfaceChange(String interfaceName, Kind kind, List<Ip4> addresses, String detail) {
    /** What happened to an interface. */
    public enum Kind {
        /** It is there with an address, and is served from now on; told at the start too. */
        UP,
        /** It has other addresses, or was made anew; its sockets were adapted. */
        CHANGED,
        /** It is gone or lost its last address, and is awaited. */
        DOWN,
        /** It is there but its sockets could not be opened; the server goes on trying. Told once for each problem. */
        FAILED
    }

    /** Keeps a copy of the list. */
    public InterfaceChange {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(kind, "kind");
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(detail, "detail");
    }

    /** {@code eth1 UP [10.0.0.1]}, and after it the detail. */
    @Override
    public String toString() {
        return interfaceName + " " + kind + " " + addresses + (detail.isEmpty() ? "" : ": " + detail);
    }
}
