package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** A plain UDP socket that says exactly what a test wants and tells what comes back. */
final class RawClient implements AutoCloseable {
    private final DatagramSocket socket;
    private SocketAddress last;

    RawClient(InetSocketAddress server) throws IOException {
        this(server, InetAddress.getLoopbackAddress());
    }

    /** With one of the machine's addresses: Linux has all of 127.0.0.0/8. */
    RawClient(InetSocketAddress server, InetAddress own) throws IOException {
        this.socket = new DatagramSocket(0, own);
        this.last = server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Where the last packet came from. */
    InetSocketAddress peer() {
        return (InetSocketAddress) last;
    }

    void send(TftpPacket packet, SocketAddress recipient) throws IOException {
        ByteBuf encoded = packet.encode(UnpooledByteBufAllocator.DEFAULT);
        sendBytes(ByteBufUtil.getBytes(encoded), recipient);
        encoded.release();
    }

    /** Sends to where the last packet came from. */
    void reply(TftpPacket packet) throws IOException {
        send(packet, last);
    }

    void sendBytes(byte[] bytes, SocketAddress recipient) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, recipient));
    }

    void sendText(String latin1, SocketAddress recipient) throws IOException {
        sendBytes(latin1.getBytes(ISO_8859_1), recipient);
    }

    TftpDecoded receive() throws IOException {
        return receive(20_000).orElseThrow(() -> new AssertionError("nothing came within 20 seconds"));
    }

    /** What comes within that time. */
    Optional<TftpDecoded> receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        byte[] bytes = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        last = packet.getSocketAddress();
        return Optional.of(TftpPacket.decode(Unpooled.wrappedBuffer(bytes, 0, packet.getLength())));
    }

    @Override
    public void close() {
        socket.close();
    }
}
