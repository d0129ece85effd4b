package io.pxe4j.dhcp.engine;

import java.util.Optional;

/** Chooses among the offers that a client has collected. */
@FunctionalInterface
public interface ClientChoice {
    /** The first offer of an address. */
    ClientChoice FIRST = offers -> offers.addresses().stream().findFirst();

    /**
     * The offer to take.
     *
     * @param offers what has come in since the last DISCOVER, at least one
     * @return one of {@link ClientOffers#addresses}; empty to wait for others
     */
    Optional<ClientAnswer> choose(ClientOffers offers);
}
