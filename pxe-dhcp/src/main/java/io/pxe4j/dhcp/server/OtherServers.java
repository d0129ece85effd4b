package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which other servers were seen, so that each is told once in a while: a bounded number, since a hostile client may name any. When
 * the memory is full of fresh ones, further ones are not told.
 */
final class OtherServers {
    private static final int CAPACITY = 256;

    private final Set<Ip4> known;
    private final long intervalNanos;
    // Oldest telling first.
    private final LinkedHashMap<Ip4, Long> toldAt = new LinkedHashMap<>();

    OtherServers(Set<Ip4> known, Duration interval) {
        this.known = known;
        this.intervalNanos = interval.toNanos();
    }

    /** The server that a reply comes from. */
    static Ip4 senderOf(DhcpPacket reply, Ip4 source) {
        return reply.get(DhcpOption.SERVER_IDENTIFIER)
                .filter(OtherServers::isHost)
                .orElse(source);
    }

    /** The server that a request is meant for, as 32 bits; 0 if it names none. */
    static int chosenBy(DhcpPacket request) {
        if (!request.is(DhcpMessageType.REQUEST)) {
            return 0;
        }
        int named = request.ip4Bits(DhcpOption.SERVER_IDENTIFIER);
        return isHost(new Ip4(named)) ? named : 0;
    }

    /** RFC 5107 section 4: a relay may have put its own address into option 54. */
    static boolean isRelaysName(DhcpPacket request, Ip4 named) {
        return named.equals(request.giaddr())
                || request.get(DhcpOption.RELAY_AGENT_INFORMATION)
                        .flatMap(relay -> relay.get(RelayOption.SERVER_IDENTIFIER_OVERRIDE))
                        .filter(named::equals)
                        .isPresent();
    }

    private static boolean isHost(Ip4 address) {
        int first = address.bits() >>> 24;
        return first > 0 && first < 224;
    }

    /** Whether to tell of this server now. */
    boolean isNews(Ip4 server, long nowNanos) {
        Long last = toldAt.get(server);
        if (known.contains(server) || last != null && nowNanos - last < intervalNanos) {
            return false;
        }
        if (last == null && toldAt.size() >= CAPACITY && !forgetOldest(nowNanos)) {
            return false;
        }
        toldAt.remove(server);
        toldAt.put(server, nowNanos);
        return true;
    }

    private boolean forgetOldest(long nowNanos) {
        Iterator<Map.Entry<Ip4, Long>> oldest = toldAt.entrySet().iterator();
        if (nowNanos - oldest.next().getValue() < intervalNanos) {
            return false;
        }
        oldest.remove();
        return true;
    }
}
