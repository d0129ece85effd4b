package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where leases are kept: at most one record per address, and at most one that is not {@link LeaseState#DECLINED} per client.
 *
 * <p>The three writing methods are atomic, against other servers on the same store too. A write is durable when its stage completes:
 * the client is told only then (<a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3.1">RFC 2131 §4.3.1</a>).
 *
 * <p>All methods are called on the server's event loop and must not block it. Stages may complete on any thread, and exceptionally
 * when the store fails; the client then gets no answer and asks again.
 */
public interface LeaseStore {
    /** The record of an address. */
    CompletionStage<Optional<Lease>> findByAddress(Ip4 address);

    /** The record of a client that is not {@link LeaseState#DECLINED}. */
    CompletionStage<Optional<Lease>> findByClient(ClientKey client);

    /** All records from {@code first} to {@code last}, both included, by ascending address; at most 256 addresses are asked for. */
    CompletionStage<List<Lease>> findBetween(Ip4 first, Ip4 last);

    /** Adds a record, unless there is one for its address, or (if it is not declined) one for its client. */
    CompletionStage<Boolean> create(Lease lease);

    /**
     * Puts {@code next} in the place of {@code expected}, which has the same address, if exactly that is still stored, and (if
     * {@code next} is not declined) its client has no other record.
     */
    CompletionStage<Boolean> replace(Lease expected, Lease next);

    /** Takes a record away, if exactly that is still stored. */
    CompletionStage<Boolean> remove(Lease expected);
}
