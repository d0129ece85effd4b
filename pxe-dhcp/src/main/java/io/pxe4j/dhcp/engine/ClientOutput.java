package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;

/** Sends a client's packets. */
@FunctionalInterface
public interface ClientOutput {
    /**
     * Sends one packet; must not block.
     *
     * @param packet on the heap; it becomes the receiver's, who releases it
     */
    void send(ByteBuf packet, ClientTarget target);
}
