package io.pxe4j.tftp.server;

/**
 * From which UDP ports a server sends.
 *
 * <p>RFC 1350 §4 gives each transfer a port of the server's choice, its TID. Firewalls, NAT and container networks often want to know that port
 * beforehand, and a few boot ROMs take answers from port 69 only; hence the other two.
 */
public sealed interface PortMode {
    /** Transfers share a few free ports for each event loop and address; the default. */
    static PortMode transferPorts() {
        return TransferPorts.INSTANCE;
    }

    /**
     * Transfers share the ports of that range. The server opens all of them on each of its addresses, and leaves out, with a warning, those that
     * another program holds.
     *
     * @param first the lowest port, 1 to 65535
     * @param last the highest port, {@code first} to 65535
     * @throws IllegalArgumentException outside these ranges
     */
    static PortMode portRange(int first, int last) {
        return new PortRange(first, last);
    }

    /**
     * Transfers share the port that listens. What travels is told apart by its opcode, so a client that starts anew from the same port replaces its
     * transfer.
     */
    static PortMode singlePort() {
        return SinglePort.INSTANCE;
    }

    /** See {@link #transferPorts()}. */
    enum TransferPorts implements PortMode {
        /** The only one. */
        INSTANCE
    }

    /**
     * See {@link #portRange(int, int)}.
     *
     * @param first the lowest port
     * @param last the highest port
     */
    record PortRange(int first, int last) implements PortMode {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException unless 1 &lt;= first &lt;= last &lt;= 65535
         */
        public PortRange {
            ServerConfig.check("first", first, 1, 65535);
            ServerConfig.check("last", last, first, 65535);
        }
    }

    /** See {@link #singlePort()}. */
    enum SinglePort implements PortMode {
        /** The only one. */
        INSTANCE
    }
}
