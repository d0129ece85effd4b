package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.Objects;

/**
 * One record of a {@link LeaseStore}: who has an address, and until when.
 *
 * @param address the address
 * @param client who has it, had it, or declined it
 * @param state what it means
 * @param ends when an {@link LeaseState#ACTIVE} lease or the quarantine of a {@link LeaseState#DECLINED} address ends; whole seconds
 */
public record Lease(Ip4 address, ClientKey client, LeaseState state, Instant ends) {
    /** Checks that nothing is missing, and cuts the end to whole seconds so that every store can keep it exactly. */
    public Lease {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(state, "state");
        ends = Instant.ofEpochSecond(ends.getEpochSecond());
    }

    /** Whether another client may get the address. */
    public boolean isFree(Instant now) {
        return state == LeaseState.RELEASED || !now.isBefore(ends);
    }

    /** Whether {@code key} has the address, or would get it back. */
    public boolean belongsTo(ClientKey key) {
        return state != LeaseState.DECLINED && client.equals(key);
    }
}
