package io.pxe4j.boot.http;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What a client asks a generated resource for.
 *
 * @param path the decoded path; begins with a slash, has no {@code .} or {@code ..} segment
 * @param query the first value of each name in the query, decoded; empty values for names alone
 * @param peer the client's address and port
 * @param userAgent what the client calls itself ({@code iPXE/1.21.1}); empty if it does not say; not to be trusted
 */
public record ResourceRequest(String path, Map<String, String> query, InetSocketAddress peer, String userAgent) {
    /** Makes the query unmodifiable. */
    public ResourceRequest {
        query = Map.copyOf(query);
    }
}
