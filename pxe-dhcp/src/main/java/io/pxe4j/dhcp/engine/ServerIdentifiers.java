package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import java.util.Set;

/**
 * What this server calls itself in option 54, and by which names it is called.
 *
 * @param configured the address to use whatever interface a request came by; {@link Ip4#ANY} for the interface's
 * @param aliases other addresses by which clients may know this server
 */
record ServerIdentifiers(Ip4 configured, Set<Ip4> aliases) {
    /** RFC 5107: a relay that wants all of a client's messages has the client take the relay for the server. */
    Ip4 of(ClientRequest client) {
        if (client.relayInformation().isPresent()) {
            RelayAgentInformation relay = client.relayInformation().get();
            Ip4 override = relay.serverIdentifierOverride().orElse(Ip4.ANY);
            if (!override.isAny()) {
                return override;
            }
        }
        return configured.isAny() ? client.arrival().serverAddress() : configured;
    }

    /** Whether a client that names {@code chosen} means us, whom it would be told to call {@code current} now. */
    boolean accept(Ip4 chosen, Ip4 current, DhcpArrival arrival) {
        return chosen.equals(current)
                || chosen.equals(arrival.serverAddress())
                || chosen.equals(configured) && !configured.isAny()
                || aliases.contains(chosen);
    }
}
