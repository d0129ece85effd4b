package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import org.jspecify.annotations.Nullable;

/** Which answers to a question count. */
@FunctionalInterface
interface ClientRule {
    /** Why the packet does not count; null if it does. */
    @Nullable
    ClientRefusal refuse(DhcpPacket packet, Ip4 source);
}
