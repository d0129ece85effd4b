package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/** A client on a free port of loopback. */
final class TestClient implements AutoCloseable {
    private final DatagramSocket socket;
    private InetSocketAddress lastSender = new InetSocketAddress(0);

    TestClient() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(DhcpPacketWriter message, InetSocketAddress to) {
        ByteBuf encoded = message.encode(UnpooledByteBufAllocator.DEFAULT);
        sendBytes(ByteBufUtil.getBytes(encoded), to);
        encoded.release();
    }

    void sendBytes(byte[] octets, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(octets, octets.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DhcpPacket receive() {
        return receive(10_000).orElseThrow(() -> new AssertionError("no answer within 10 s"));
    }

    Optional<DhcpPacket> receive(int millis) {
        try {
            socket.setSoTimeout(millis);
            DatagramPacket datagram = new DatagramPacket(new byte[2000], 2000);
            socket.receive(datagram);
            lastSender = (InetSocketAddress) datagram.getSocketAddress();
            byte[] octets = Arrays.copyOf(datagram.getData(), datagram.getLength());
            return Optional.of((DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets)));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress lastSender() {
        return lastSender;
    }

    @Override
    public void close() {
        socket.close();
    }
}
