package io.pxe4j.ipxe;

import java.util.Locale;

/** A way for a network interface to get its addresses. */
public enum Configurator {
    /** DHCPv4. */
    DHCP,
    /** Router advertisements, and DHCPv6 if they say so. */
    IPV6;

    /** The name as a script writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
