/**
 * A load of many TFTP clients for any server, in a process of its own, and the yardstick that a server is held against.
 *
 * <p>Start at {@link io.pxe4j.bench.load.LoadProcess} from Java, or at {@link io.pxe4j.bench.load.TftpLoad} from a command line. What one client
 * does is in {@code LoadClient}, without sockets: RFC 1350, 2347, 2348, 2349 and 7440.
 */
@NullMarked
package io.pxe4j.bench.load;

import org.jspecify.annotations.NullMarked;
