package io.pxe4j.tftp.server;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.stream.Stream;

/** A transport with a port mode: what a test that plays with packets is to be run over. */
record Setting(TftpTransport transport, Mode mode) {
    enum Mode {
        TRANSFER_PORTS,
        PORT_RANGE,
        SINGLE_PORT
    }

    static Stream<Setting> all() {
        return Transports.available()
                .flatMap(transport -> Stream.of(Mode.values()).map(mode -> new Setting(transport, mode)));
    }

    /** A builder for a server of that kind on a free port of 127.0.0.1. */
    TftpServer.Builder server() {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .transport(transport)
                .mode(portMode());
    }

    private PortMode portMode() {
        return switch (mode) {
            case TRANSFER_PORTS -> PortMode.transferPorts();
            case SINGLE_PORT -> PortMode.singlePort();
            case PORT_RANGE -> {
                int first = Math.min(freePort(), 65_500);
                yield PortMode.portRange(first, first + 7);
            }
        };
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }
}
