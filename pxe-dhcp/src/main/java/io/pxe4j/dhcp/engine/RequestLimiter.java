package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.RelayOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which requests are too many, by {@link RequestLimits}: to be asked before an engine is.
 *
 * <p>A request takes a token from each bucket it falls into if all have one, else none from any. The memory is fixed when this is
 * made. Not thread-safe: it belongs to one event loop.
 */
public final class RequestLimiter {
    private static final Optional<DropReason> ADMITTED = Optional.empty();
    private static final Optional<DropReason> CLIENT = Optional.of(DropReason.CLIENT_RATE);
    private static final Optional<DropReason> RELAY = Optional.of(DropReason.RELAY_RATE);
    private static final Optional<DropReason> INTERFACE = Optional.of(DropReason.INTERFACE_RATE);
    private static final Optional<DropReason> OVERALL = Optional.of(DropReason.OVERALL_RATE);

    private static final int TRACKED_INTERFACES = 256;
    private static final long ALL = 0;
    private static final long NO_ADDRESS = -1;

    private final @Nullable TokenBuckets clients;
    private final @Nullable TokenBuckets relays;
    private final @Nullable TokenBuckets interfaces;
    private final @Nullable TokenBuckets overall;

    private RequestLimiter(RequestLimits limits) {
        this.clients = buckets(limits.perClient(), limits.trackedClients());
        this.relays = buckets(limits.perRelay(), limits.trackedRelays());
        this.interfaces = buckets(limits.perInterface(), TRACKED_INTERFACES);
        this.overall = buckets(limits.overall(), 1);
    }

    private static @Nullable TokenBuckets buckets(RequestRate rate, int tracked) {
        return rate.isUnlimited() ? null : new TokenBuckets(rate, tracked);
    }

    /** A limiter whose buckets are full. */
    public static RequestLimiter of(RequestLimits limits) {
        return new RequestLimiter(limits);
    }

    /**
     * Counts a request.
     *
     * @param nowNanos nanoseconds that never run backwards
     * @return empty if it may go on, or which limit it is over
     */
    public Optional<DropReason> admit(DhcpPacket request, DhcpArrival arrival, long nowNanos) {
        long client = clients == null ? 0 : clientKey(request);
        if (clients != null && !clients.allows(client, nowNanos)) {
            return CLIENT;
        }
        boolean relayed = relays != null && !request.giaddr().isAny();
        long relay = relayed ? relayKey(request) : 0;
        if (relays != null && relayed && !relays.allows(relay, nowNanos)) {
            return RELAY;
        }
        long entrance = interfaces == null ? 0 : arrival.interfaceName().hashCode();
        if (interfaces != null && !interfaces.allows(entrance, nowNanos)) {
            return INTERFACE;
        }
        if (overall != null) {
            if (!overall.allows(ALL, nowNanos)) {
                return OVERALL;
            }
            overall.take(ALL, nowNanos);
        }
        if (clients != null) {
            clients.take(client, nowNanos);
        }
        if (relays != null && relayed) {
            relays.take(relay, nowNanos);
        }
        if (interfaces != null) {
            interfaces.take(entrance, nowNanos);
        }
        return ADMITTED;
    }

    /** How many clients and relay ports were forgotten for want of room while their buckets were not full. */
    public long forgotten() {
        return (clients == null ? 0 : clients.forgotten()) + (relays == null ? 0 : relays.forgotten());
    }

    /** Exact for addresses up to six octets; longer ones and identifiers are hashed. */
    private static long clientKey(DhcpPacket request) {
        HardwareAddress address = request.chaddr();
        int length = address.length();
        if (length == 0) {
            return identifierKey(request);
        }
        long key = (long) address.type() << 8 | length;
        for (int i = 0; i < length; i++) {
            key = i < 6 ? key << 8 | address.octet(i) : step(key, address.octet(i));
        }
        return key;
    }

    // RFC 4390 section 2.1: over InfiniBand all chaddr are empty, and the client identifier tells clients apart.
    private static long identifierKey(DhcpPacket request) {
        long key = NO_ADDRESS;
        int length = request.length(DhcpOption.CLIENT_IDENTIFIER);
        for (int i = 0; i < length; i++) {
            key = step(key, request.octet(DhcpOption.CLIENT_IDENTIFIER, i));
        }
        return key;
    }

    private static long relayKey(DhcpPacket request) {
        long key = request.giaddr().bits() & 0xffffffffL;
        int length = request.length(DhcpOption.RELAY_AGENT_INFORMATION);
        // RFC 3046 section 2.0: sub-options as code, length, value.
        int at = 0;
        while (at + 2 <= length) {
            int end = Math.min(at + 2 + request.octet(DhcpOption.RELAY_AGENT_INFORMATION, at + 1), length);
            if (request.octet(DhcpOption.RELAY_AGENT_INFORMATION, at) == RelayOption.CIRCUIT_ID.code()) {
                for (int i = at + 2; i < end; i++) {
                    key = step(key, request.octet(DhcpOption.RELAY_AGENT_INFORMATION, i));
                }
                return key;
            }
            at = end;
        }
        return key;
    }

    private static long step(long hash, int octet) {
        long mixed = (hash ^ octet) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
