package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.Objects;

/**
 * One record of a {@link LeaseStore}: who has an address, and until when.
 *
 * @param address the address
 * @param network the name of the network within which a client has one lease, such as {@code 10.0.0.0/24}; 1 to 128 characters
 * @param client who has the address, had it, or declined it
 * @param state what it means
 * @param ends when an {@link LeaseState#ACTIVE} lease or the quarantine of a {@link LeaseState#DECLINED} address ends; whole seconds
 * @param details what else is known about the client
 * @param version how often the record was written, from 1; stores compare it to tell whether a record is still the one that was read
 */
public record Lease(
        Ip4 address,
        String network,
        ClientKey client,
        LeaseState state,
        Instant ends,
        LeaseDetails details,
        long version) {
    private static final int MAX_NETWORK_LENGTH = 128;

    /**
     * Cuts the end to whole seconds so that every store can keep it exactly.
     *
     * @throws IllegalArgumentException if {@code network} or {@code version} is out of range
     */
    public Lease {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(details, "details");
        Text.range("length of network", network.length(), 1, MAX_NETWORK_LENGTH);
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
        }
        ends = ends.getNano() == 0 ? ends : Instant.ofEpochSecond(ends.getEpochSecond());
    }

    /** A record that is written for the first time: version 1. */
    public static Lease of(
            Ip4 address, String network, ClientKey client, LeaseState state, Instant ends, LeaseDetails details) {
        return new Lease(address, network, client, state, ends, details, 1);
    }

    /**
     * The same, with the version that takes the place of {@code previous}.
     *
     * @throws IllegalArgumentException if the two have different addresses
     */
    public Lease after(Lease previous) {
        Lease next = new Lease(address, network, client, state, ends, details, previous.version + 1);
        next.requireAfter(previous);
        return next;
    }

    /**
     * Whether the two are the same write of a record, as stores compare them: address, client and version.
     */
    public boolean isSameWriteAs(Lease other) {
        return version == other.version && address.equals(other.address) && client.equals(other.client);
    }

    /**
     * For stores: checks the argument of {@link LeaseStore#create}.
     *
     * @throws IllegalArgumentException if the version is not 1
     */
    public void requireFirst() {
        if (version != 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1)");
        }
    }

    /**
     * For stores: checks the arguments of {@link LeaseStore#replace}.
     *
     * @throws IllegalArgumentException if the address is not that of {@code previous}, or the version not the one after
     */
    public void requireAfter(Lease previous) {
        if (!address.equals(previous.address)) {
            throw new IllegalArgumentException("address: " + address + " (expected: " + previous.address + ")");
        }
        if (version != previous.version + 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: " + (previous.version + 1) + ")");
        }
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
