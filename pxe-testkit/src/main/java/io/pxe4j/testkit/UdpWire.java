package io.pxe4j.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wire over real UDP sockets of the JDK; blocking, for one thread. */
final class UdpWire implements Wire, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpWire.class);

    private final DatagramSocket dhcp;
    private final DatagramSocket pxe;
    private final byte[] buffer = new byte[65536];

    private UdpWire(DatagramSocket dhcp, DatagramSocket pxe) {
        this.dhcp = dhcp;
        this.pxe = pxe;
    }

    static UdpWire open(BootNetwork network) throws IOException {
        DatagramSocket dhcp = new DatagramSocket(network.clientAddress());
        try {
            dhcp.setBroadcast(true);
            return new UdpWire(
                    dhcp,
                    new DatagramSocket(
                            new InetSocketAddress(network.clientAddress().getAddress(), network.clientPxePort())));
        } catch (IOException e) {
            dhcp.close();
            throw e;
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void send(Port from, byte[] data, InetSocketAddress to) {
        try {
            socket(from).send(new DatagramPacket(data, data.length, to));
        } catch (IOException e) {
            LOG.debug("a simulated client could not send to {}", to, e);
        }
    }

    @Override
    public Optional<Reply> receive(Port at, long deadline) {
        DatagramSocket socket = socket(at);
        while (true) {
            long left = (deadline - nanos() + 999_999) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] data = Arrays.copyOf(buffer, packet.getLength());
                return Optional.of(Reply.of(data, (InetSocketAddress) packet.getSocketAddress()));
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            } catch (IOException e) {
                // An ICMP error of an earlier datagram; the real ones do not notice and wait on.
                LOG.debug("a simulated client could not receive", e);
                if (socket.isClosed()) {
                    return Optional.empty();
                }
            }
        }
    }

    @Override
    public void close() {
        dhcp.close();
        pxe.close();
    }

    private DatagramSocket socket(Port port) {
        return port == Port.DHCP ? dhcp : pxe;
    }
}
