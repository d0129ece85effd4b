package io.pxe4j.boot.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One request and how it ended.
 *
 * @param peer who asked
 * @param method {@code GET} or {@code HEAD}; empty if the request could not be read
 * @param path the decoded path, or the target as it came if it was refused; may hold anything, escape it before printing
 * @param status the HTTP status that was sent
 * @param bytes octets of the body, 0 for HEAD; as promised in Content-Length
 * @param duration from the whole request to the last octet handed to the kernel
 * @param complete whether all of it was sent before the client or the time limit ended the connection
 */
public record HttpTransfer(
        InetSocketAddress peer,
        String method,
        String path,
        int status,
        long bytes,
        Duration duration,
        boolean complete) {}
