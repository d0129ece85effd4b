package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.engine.ServerPort;

/**
 * One socket to open.
 *
 * @param network the interface that it serves
 * @param toDevice whether it listens on the whole interface, broadcasts included, or on one address only
 * @param port its job
 * @param portNumber the port to bind, 0 for a free one
 */
record BindPlan(ServerInterface network, boolean toDevice, ServerPort port, int portNumber) {
    /** The interface or address, for messages. */
    String where() {
        return toDevice ? network.name() : network.first().address().toString();
    }
}
