package io.pxe4j.tftp.engine;

import java.util.List;

/**
 * Names one version of some content: equal identities mean equal octets.
 *
 * <p>Transfers of content with an identity share what the server keeps of it in memory. A file's identity is its path, size, time of
 * modification and inode; an HTTP resource's may be its URL and ETag. Content that turns out not to be what its identity says fails when it
 * is read.
 *
 * @param parts immutable objects with value equality
 */
public record ContentIdentity(List<Object> parts) {
    /** Copies the list, which holds no null. */
    public ContentIdentity {
        parts = List.copyOf(parts);
    }

    /** The identity that those parts make up together. */
    public static ContentIdentity of(Object... parts) {
        return new ContentIdentity(List.of(parts));
    }
}
