package io.pxe4j.tftp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many octets each client has stored or is storing. Thread-safe. */
final class UploadQuota {
    /** Clients remembered; the one that wrote longest ago is forgotten first. */
    private static final int REMEMBERED = 65_536;
    /** A host of IPv6 commands a /64. */
    private static final int PREFIX_OCTETS = 8;

    private final long perClient;

    private final Map<List<Byte>, Long> used = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Byte>, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    UploadQuota(long perClient) {
        this.perClient = perClient;
    }

    /** The octets that client may still store. */
    synchronized long left(InetAddress client) {
        return perClient - used.getOrDefault(keyOf(client), 0L);
    }

    /** Counts that many octets for the client, unless they are too many. */
    synchronized boolean take(InetAddress client, long octets) {
        if (octets > left(client)) {
            return false;
        }
        used.merge(keyOf(client), octets, Long::sum);
        return true;
    }

    /** They were thrown away. */
    synchronized void giveBack(InetAddress client, long octets) {
        used.computeIfPresent(keyOf(client), (key, count) -> count <= octets ? null : count - octets);
    }

    private static List<Byte> keyOf(InetAddress client) {
        byte[] octets = client.getAddress();
        byte[] prefix = client instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX_OCTETS) : octets;
        Byte[] boxed = new Byte[prefix.length];
        Arrays.setAll(boxed, i -> prefix[i]);
        return List.of(boxed);
    }
}
