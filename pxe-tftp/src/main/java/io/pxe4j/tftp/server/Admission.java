package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.limits.AddressPrefix;
import io.pxe4j.tftp.limits.AnswerBudget;
import io.pxe4j.tftp.limits.RequestLimiter;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which requests are heard, which transfers may run, and which packets may go to who has not answered: the {@link TftpLimits} over all
 * loops together.
 *
 * <p>Thread-safe. It is asked per request and until a transfer's first answer, never per ACK. Time is handed in, in nanoseconds that never run
 * backwards by more than the loops' clocks differ.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

    private static final int PREFIX_IPV4 = 24;
    private static final int PREFIX_IPV6 = 64;

    private final TftpLimits limits;
    private final Sources sources;
    private final RequestLimiter limiter;
    private final AnswerBudget budget;
    private final Crowd<Admission> all;
    private final Crowd<InetAddress> addresses;
    private final Crowd<AddressPrefix> prefixes;
    /** Transfers whose first packet waits for their address to answer another one. */
    private final Map<InetAddress, Set<Ticket>> held = new HashMap<>();

    Admission(TftpLimits limits, Sources sources) {
        this.limits = limits;
        this.sources = sources;
        this.limiter = RequestLimiter.of(limits);
        this.budget = AnswerBudget.of(limits);
        this.all = new Crowd<>(limits.maxTransfers());
        this.addresses = new Crowd<>(limits.maxTransfersPerAddress());
        this.prefixes = new Crowd<>(limits.maxTransfersPerPrefix());
    }

    TftpLimits limits() {
        return limits;
    }

    Sources sources() {
        return sources;
    }

    /** A datagram came to a request port. Which limit forbids to look at it, if any; it is then not answered. */
    Optional<RefusalReason> hear(InetSocketAddress client, long now) {
        if (!sources.isOneHost(client) || limits.isReflecting(client)) {
            return Optional.of(RefusalReason.BAD_SOURCE);
        }
        if (!limits.allows(client.getAddress())) {
            return Optional.of(RefusalReason.ADDRESS_DENIED);
        }
        RequestLimiter.Verdict verdict;
        synchronized (this) {
            verdict = limiter.admit(client.getAddress(), now);
        }
        return switch (verdict) {
            case ADMITTED -> Optional.empty();
            case ADDRESS_RATE -> Optional.of(RefusalReason.ADDRESS_RATE);
            case PREFIX_RATE -> Optional.of(RefusalReason.PREFIX_RATE);
            case OVERALL_RATE -> Optional.of(RefusalReason.OVERALL_RATE);
        };
    }

    /** Whether an ERROR may be sent to somebody who has no transfer. */
    boolean mayReport(InetSocketAddress client, long now) {
        if (!sources.isOneHost(client) || limits.isReflecting(client) || !limits.allows(client.getAddress())) {
            return false;
        }
        synchronized (this) {
            return limiter.mayReport(client.getAddress(), now);
        }
    }

    /** Counts one more transfer, which is half-open, or says what forbids it. May end other transfers that are half-open. */
    Optional<RefusalReason> enter(Ticket ticket, TftpRequest request) {
        if (!accessAllows(ticket.client.getAddress(), request)) {
            return Optional.of(RefusalReason.CLIENT_DENIED);
        }
        List<Ticket> evicted = new ArrayList<>(0);
        Optional<RefusalReason> refusal = enter(ticket, evicted);
        evicted.forEach(one -> one.holder.onEvicted(one));
        return refusal;
    }

    private boolean accessAllows(InetAddress client, TftpRequest request) {
        try {
            return limits.access().allows(client, request);
        } catch (RuntimeException e) {
            LOG.warn("the client access of the TFTP server failed; the client is turned away", e);
            return false;
        }
    }

    private synchronized Optional<RefusalReason> enter(Ticket ticket, List<Ticket> evicted) {
        InetAddress address = ticket.client.getAddress();
        AddressPrefix prefix = prefixOf(address);
        if (!makeRoom(addresses, address, evicted)) {
            return Optional.of(RefusalReason.TOO_MANY_FOR_CLIENT);
        }
        if (!makeRoom(prefixes, prefix, evicted)) {
            return Optional.of(RefusalReason.TOO_MANY_FOR_PREFIX);
        }
        if (!makeRoom(all, this, evicted)) {
            return Optional.of(RefusalReason.TOO_MANY_TRANSFERS);
        }
        if (all.halfOpen(this) >= limits.maxHalfOpen()) {
            evict(all.oldestHalfOpen(this), evicted);
        }
        ticket.isIn = true;
        ticket.isHalfOpen = true;
        all.enter(this, ticket);
        addresses.enter(address, ticket);
        prefixes.enter(prefix, ticket);
        return Optional.empty();
    }

    private <K> boolean makeRoom(Crowd<K> crowd, K key, List<Ticket> evicted) {
        return !crowd.isFull(key) || evict(crowd.oldestHalfOpen(key), evicted);
    }

    private boolean evict(@Nullable Ticket ticket, List<Ticket> evicted) {
        if (ticket == null) {
            return false;
        }
        leave(ticket);
        evicted.add(ticket);
        return true;
    }

    /** A transfer has ended; the second time for the same one does nothing. */
    synchronized void leave(Ticket ticket) {
        if (!ticket.isIn) {
            return;
        }
        ticket.isIn = false;
        ticket.isHalfOpen = false;
        InetAddress address = ticket.client.getAddress();
        unhold(ticket, address);
        all.leave(this, ticket);
        addresses.leave(address, ticket);
        prefixes.leave(prefixOf(address), ticket);
    }

    /**
     * Whether a packet may go to a client that has not answered this transfer yet. If not, {@link Ticket.Holder#onReleased} is called once
     * its address has answered another one.
     */
    synchronized boolean maySend(Ticket ticket, long now) {
        if (!ticket.isHalfOpen) {
            return ticket.isIn;
        }
        InetAddress address = ticket.client.getAddress();
        if (budget.maySend(address, now)) {
            unhold(ticket, address);
            return true;
        }
        if (!ticket.isHeld) {
            ticket.isHeld = true;
            held.computeIfAbsent(address, none -> new LinkedHashSet<>(4)).add(ticket);
        }
        return false;
    }

    private void unhold(Ticket ticket, InetAddress address) {
        if (ticket.isHeld) {
            ticket.isHeld = false;
            Set<Ticket> others = held.get(address);
            if (others != null && others.remove(ticket) && others.isEmpty()) {
                held.remove(address);
            }
        }
    }

    /** The client has answered: the transfer is not half-open any more. To be called at its first valid ACK, or ERROR. */
    void onConfirmed(Ticket ticket, long now) {
        confirm(ticket, now).forEach(one -> one.holder.onReleased(one));
    }

    private synchronized Collection<Ticket> confirm(Ticket ticket, long now) {
        if (!ticket.isHalfOpen) {
            return List.of();
        }
        ticket.isHalfOpen = false;
        InetAddress address = ticket.client.getAddress();
        unhold(ticket, address);
        all.settle(this, ticket);
        addresses.settle(address, ticket);
        prefixes.settle(prefixOf(address), ticket);
        budget.onAnswered(address, now);
        Set<Ticket> released = held.remove(address);
        if (released == null) {
            return List.of();
        }
        released.forEach(one -> one.isHeld = false);
        return released;
    }

    private static AddressPrefix prefixOf(InetAddress address) {
        return AddressPrefix.of(address, address instanceof Inet6Address ? PREFIX_IPV6 : PREFIX_IPV4);
    }

    synchronized int active() {
        return all.running(this);
    }

    synchronized int halfOpen() {
        return all.halfOpen(this);
    }

    /** Whether nothing is left of any transfer. */
    synchronized boolean isEmpty() {
        return all.size() == 0 && addresses.size() == 0 && prefixes.size() == 0 && held.isEmpty();
    }

    /** How many addresses and prefixes the limits forgot for want of room. */
    synchronized long forgotten() {
        return limiter.forgotten();
    }
}
