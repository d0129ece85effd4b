package io.pxe4j.tftp.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clients whose route refuses segmented writes: EIO where a card computes no checksums, EINVAL where a segment exceeds the route's MTU. What was
 * refused is not tried again, smaller segments are. Bounded; the oldest is forgotten.
 */
final class RefusedSegments {
    private static final int MAX_REMEMBERED = 1024;

    private final Map<InetAddress, Integer> smallest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Integer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    void add(InetAddress client, int segment) {
        smallest.merge(client, segment, Math::min);
    }

    /** Whether the route to that client is known to refuse segments of that many octets. */
    boolean contains(InetAddress client, int segment) {
        if (smallest.isEmpty()) {
            return false;
        }
        Integer refused = smallest.get(client);
        return refused != null && segment >= refused;
    }
}
