package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ServerPort;

/**
 * One socket to open.
 *
 * @param interfaceName the interface that it serves
 * @param toDevice whether it is bound to that interface
 * @param address what it listens on: {@link Ip4#ANY} hears broadcasts and, as the less specific socket, what no other hears; an address
 *     hears what is sent to it and answers from it
 * @param port its job
 * @param portNumber the port to bind, 0 for a free one
 */
record BindPlan(String interfaceName, boolean toDevice, Ip4 address, ServerPort port, int portNumber) {
    boolean isWildcard() {
        return address.isAny();
    }

    /** The interface or address, for messages. */
    String where() {
        return isWildcard() ? interfaceName : address.toString();
    }
}
