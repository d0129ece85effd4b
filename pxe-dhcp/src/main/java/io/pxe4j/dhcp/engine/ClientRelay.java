package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import java.util.Objects;
import java.util.Optional;

/**
 * The relay that a client plays, to ask a remote server as if through one.
 *
 * @param address goes to giaddr; servers answer to it
 * @param information option 82, if the relay adds one
 */
public record ClientRelay(Ip4 address, Optional<RelayAgentInformation> information) {
    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if no host can have it
     */
    public ClientRelay {
        Objects.requireNonNull(information, "information");
        if (!ClientAddresses.isHost(address)) {
            throw new IllegalArgumentException("relay: " + address + " (expected: a host's address)");
        }
    }

    /** A relay that adds no option 82. */
    public static ClientRelay of(Ip4 address) {
        return new ClientRelay(address, Optional.empty());
    }

    /** A relay that adds option 82. */
    public static ClientRelay of(Ip4 address, RelayAgentInformation information) {
        return new ClientRelay(address, Optional.of(information));
    }
}
