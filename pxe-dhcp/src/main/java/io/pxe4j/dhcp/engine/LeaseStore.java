package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where leases are kept: at most one record per address, and at most one that is not {@link LeaseState#DECLINED} per network and client.
 *
 * <p>The three writing methods are atomic, against other servers on the same store too. A write is durable when its stage completes:
 * the client is told only then (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3.1">RFC 2131 §4.3.1</a>). What is
 * asked while another operation is under way may take effect before or after it; what is asked after its stage has completed sees it.
 *
 * <p>All methods are called on the server's event loop and must not block it. Stages may complete on any thread, and exceptionally
 * when the store fails: a write has then been done or not, and nobody is told anything, so that the client asks again. A store that
 * has too much to do fails at once with a {@link java.util.concurrent.RejectedExecutionException}.
 */
public interface LeaseStore {
    /** The record of an address. */
    CompletionStage<Optional<Lease>> findByAddress(Ip4 address);

    /** The record of a client within a network that is not {@link LeaseState#DECLINED}. */
    CompletionStage<Optional<Lease>> findByClient(String network, ClientKey client);

    /**
     * The first {@code limit} records from {@code first} to {@code last}, both included, by ascending address. Who wants all of them,
     * to list leases or to look for ended ones, asks on from the address after the last one found.
     *
     * @param limit at least 1
     */
    CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last, int limit);

    /** How many addresses of the network are not {@linkplain Lease#isFree free} at that time. */
    CompletionStage<Long> countTaken(String network, Instant now);

    /**
     * Adds a record of version 1, unless there is one for its address, or (if it is not declined) one for its client in its network.
     *
     * @throws IllegalArgumentException if the version is another
     */
    CompletionStage<Boolean> create(Lease lease);

    /**
     * Puts {@code next} in the place of {@code expected}, if that is still stored (its client and its version tell), and (if
     * {@code next} is not declined) its client has no other record in its network.
     *
     * @param next of the same address and the version after; see {@link Lease#after}
     * @throws IllegalArgumentException if address or version is another
     */
    CompletionStage<Boolean> replace(Lease expected, Lease next);

    /** Takes a record away, if it is still stored (its client and its version tell). */
    CompletionStage<Boolean> remove(Lease expected);
}
