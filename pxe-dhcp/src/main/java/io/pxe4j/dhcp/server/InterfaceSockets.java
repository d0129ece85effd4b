package io.pxe4j.dhcp.server;

import java.util.List;
import java.util.stream.Stream;

/** All sockets of one interface. */
final class InterfaceSockets {
    private final List<PortSockets> ports;
    private ServerInterface network;

    InterfaceSockets(SocketOpener opener, List<ServerConfig.Port> ports, boolean toDevice, ServerInterface network) {
        this.ports = ports.stream()
                .map(port -> new PortSockets(opener, port, toDevice))
                .toList();
        this.network = network;
    }

    /** The interface as its sockets serve it. */
    ServerInterface network() {
        return network;
    }

    /**
     * Makes the sockets what the interface needs now.
     *
     * @throws DhcpServerException if one cannot be opened
     */
    void follow(ServerInterface now) {
        network = now;
        ports.forEach(port -> port.follow(now));
    }

    Stream<DhcpSocket> sockets() {
        return ports.stream().flatMap(port -> port.sockets().stream());
    }

    Stream<DhcpEndpoint> endpoints() {
        return ports.stream().flatMap(port -> port.endpoints().stream());
    }

    void close() {
        sockets().forEach(DhcpSocket::close);
    }
}
