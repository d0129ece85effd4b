package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;

/**
 * Who may have which address here.
 *
 * @param pool the addresses for everybody
 * @param network where pool and reservations must lie
 * @param serverAddress nobody's
 * @param reservations the addresses for one client each
 */
record AddressPlan(AddressPool pool, Ip4Network network, Ip4 serverAddress, Reservations reservations) {
    /** Whether the client may have the address as far as the configuration goes. */
    boolean permits(ClientKey key, Ip4 address) {
        if (!network.isHost(address) || address.equals(serverAddress)) {
            return false;
        }
        return reservations.clientOf(address).map(key::equals).orElseGet(() -> pool.contains(address));
    }
}
