package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.concurrent.CompletionStage;

/**
 * Looks whether somebody uses an address that no lease is for, by ping or ARP, before it is offered
 * (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-3.1">RFC 2131 §3.1</a>).
 *
 * <p>Not asked for a client that holds the address already, nor for a subnet behind a relay.
 */
@FunctionalInterface
public interface AddressProbe {
    /**
     * Whether the address is in use. Called on the server's event loop, and must not block it. An answer that fails, or comes after the
     * engine's limit, counts as no.
     *
     * @param address lies in the network of the interface
     * @param arrival where the client's request came in
     */
    CompletionStage<Boolean> isInUse(Ip4 address, DhcpArrival arrival);
}
