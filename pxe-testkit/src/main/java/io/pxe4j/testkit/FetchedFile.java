package io.pxe4j.testkit;

import java.net.URI;

/**
 * A file that a simulated client downloaded whole.
 *
 * @param stage the firmware that asked for it
 * @param uri where it came from, such as {@code tftp://10.0.0.1/undionly.kpxe}; without the test's port mapping
 * @param size bytes
 * @param sha256 the SHA-256 of the content, 64 hexadecimal digits in lower case
 */
public record FetchedFile(String stage, URI uri, long size, String sha256) {
    /** The last part of the path: {@code undionly.kpxe}. */
    public String name() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
