package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An address that a server has leased to a client, until when, and what came with it.
 *
 * @param address the address
 * @param server the server's identifier, where renewals go
 * @param since when the client asked for it, from which RFC 2131 §4.4.5 counts the times
 * @param time how long it lasts; {@link DhcpOption#INFINITE_LEASE} for ever
 * @param renewal T1: when to renew, counted from {@code since}
 * @param rebinding T2: when to ask any server, counted from {@code since}
 * @param ack the server's ACK with all options, with octets of its own
 */
public record ClientLease(
        Ip4 address, Ip4 server, Instant since, Duration time, Duration renewal, Duration rebinding, DhcpPacket ack) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if no host can have the address, or unless T1 &le; T2 &le; time
     */
    public ClientLease {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(ack, "ack");
        if (!ClientAddresses.isHost(address)) {
            throw new IllegalArgumentException("address: " + address + " (expected: a host's address)");
        }
        if (renewal.isNegative() || renewal.compareTo(rebinding) > 0 || rebinding.compareTo(time) > 0) {
            throw new IllegalArgumentException("renewal: " + renewal + ", rebinding: " + rebinding
                    + " (expected: in this order, within " + time + ")");
        }
    }

    /** What an ACK gives. T1 and T2 that are missing or in no order are half and seven eighths of the time (RFC 2131 §4.4.5). */
    static ClientLease of(ClientAnswer answer, Instant since) {
        DhcpPacket ack = answer.packet();
        Duration time = ack.get(DhcpOption.LEASE_TIME).orElseThrow();
        Duration renewal = ack.get(DhcpOption.RENEWAL_TIME).orElse(time.dividedBy(2));
        Duration rebinding =
                ack.get(DhcpOption.REBINDING_TIME).orElse(time.multipliedBy(7).dividedBy(8));
        if (renewal.isZero() || renewal.compareTo(rebinding) > 0 || rebinding.compareTo(time) > 0) {
            renewal = time.dividedBy(2);
            rebinding = time.multipliedBy(7).dividedBy(8);
        }
        return new ClientLease(ack.yiaddr(), answer.server(), since, time, renewal, rebinding, ack);
    }

    /** Whether it never ends. */
    public boolean isInfinite() {
        return time.compareTo(DhcpOption.INFINITE_LEASE) >= 0;
    }

    /** When it ends; {@link Instant#MAX} if never. */
    public Instant ends() {
        return isInfinite() ? Instant.MAX : since.plus(time);
    }

    /** The network mask, if the server sent one. */
    public Optional<Ip4> subnetMask() {
        return ack.get(DhcpOption.SUBNET_MASK);
    }

    /** The routers, the best first. */
    public List<Ip4> routers() {
        return ack.get(DhcpOption.ROUTERS).orElse(List.of());
    }

    /** The DNS servers, the best first. */
    public List<Ip4> dnsServers() {
        return ack.get(DhcpOption.DNS_SERVERS).orElse(List.of());
    }

    /** {@code 10.0.0.50 of 10.0.0.1 for PT10M}. */
    @Override
    public String toString() {
        return address + " of " + server + (isInfinite() ? " for ever" : " for " + time);
    }
}
