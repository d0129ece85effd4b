package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import java.time.Duration;
import java.util.Optional;

/** What goes with an address: options, lease times and boot policy of all scopes that apply, worked out beforehand. */
final class Terms {
    // Kea's "basic options": what hardly a client can do without, asked for or not.
    private static final int ROUTERS = 3;
    private static final int DNS_SERVERS = 6;
    private static final int DOMAIN_NAME = 15;

    static final long INFINITE = DhcpOption.INFINITE_LEASE.toSeconds();

    private final OptionValue[] options;
    private final long leaseSeconds;
    private final long minSeconds;
    private final long maxSeconds;
    private final Optional<Long> bootSeconds;
    private final double renewalShare;
    private final double rebindingShare;
    private final Optional<BootPolicy> policy;

    Terms(Scope scope) {
        options = scope.options().values().stream()
                .sorted((a, b) -> Integer.compare(a.code(), b.code()))
                .toArray(OptionValue[]::new);
        Duration lease = scope.leaseTime().orElse(Duration.ofHours(1));
        maxSeconds = scope.maxLeaseTime().orElse(lease).toSeconds();
        minSeconds = Math.min(
                maxSeconds, scope.minLeaseTime().orElse(Duration.ofMinutes(2)).toSeconds());
        leaseSeconds = lease.toSeconds();
        bootSeconds = scope.bootLeaseTime().map(Duration::toSeconds);
        renewalShare = scope.renewalShare().orElse(0.5);
        rebindingShare = scope.rebindingShare().orElse(0.875);
        policy = scope.policy();
    }

    Optional<BootPolicy> policy() {
        return policy;
    }

    /** How many seconds of lease the client gets: what it asks for, within the limits. */
    long granted(ClientRequest client) {
        DhcpPacket request = client.packet();
        long asked = request.number(DhcpOption.LEASE_TIME, leaseSeconds);
        long granted = Math.min(maxSeconds, Math.max(minSeconds, asked));
        return bootSeconds.isPresent() && bootSeconds.get() < granted && client.isNetworkBoot()
                ? bootSeconds.get()
                : granted;
    }

    /** Writes the times of a lease: RFC 2131 §4.3.1, and T1 and T2 too, without which some firmware does only badly. */
    void writeTimes(DhcpPacketWriter reply, long seconds) {
        reply.raw(51, octets(seconds));
        reply.raw(58, octets(share(seconds, renewalShare)));
        reply.raw(59, octets(share(seconds, rebindingShare)));
    }

    private static long share(long seconds, double share) {
        return seconds == INFINITE ? INFINITE : (long) (seconds * share);
    }

    private static byte[] octets(long seconds) {
        return new byte[] {(byte) (seconds >>> 24), (byte) (seconds >>> 16), (byte) (seconds >>> 8), (byte) seconds};
    }

    /** Writes the options that the client shall have. */
    void writeOptions(DhcpPacketWriter reply, ClientRequest client) {
        for (OptionValue option : options) {
            if (option.always() || isBasic(option.code()) || client.wants(option.option())) {
                reply.raw(option.code(), option.octets());
            }
        }
    }

    private static boolean isBasic(int code) {
        return code == ROUTERS || code == DNS_SERVERS || code == DOMAIN_NAME;
    }
}
