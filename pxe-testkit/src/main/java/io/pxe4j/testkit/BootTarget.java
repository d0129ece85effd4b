package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.URI;

/**
 * What DHCP told a stage to load.
 *
 * @param uri the file
 * @param address the client's own address
 * @param nextServer siaddr of the reply that named the file, or {@link Ip4#ANY}
 */
record BootTarget(URI uri, Ip4 address, Ip4 nextServer) {}
