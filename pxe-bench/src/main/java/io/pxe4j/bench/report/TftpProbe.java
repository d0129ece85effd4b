package io.pxe4j.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Asks for a file by TFTP, and hangs up when the first packet comes. */
final class TftpProbe implements Probe, AutoCloseable {
    private static final int PATIENCE_MS = 300;
    private static final int DATA = 3;
    private static final int NOTHING = -1;

    private final InetSocketAddress server;
    private final String file;
    /** One for all attempts, so that a late answer to the first still counts. */
    private final DatagramSocket socket;

    TftpProbe(int port, String file) throws SocketException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.file = file;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MS);
    }

    @Override
    public boolean answers() throws IOException {
        return ask() == DATA;
    }

    /** Whether anybody is there, though he may not have the file. */
    boolean answersAnything() throws IOException {
        return ask() != NOTHING;
    }

    /** The opcode of the answer. */
    private int ask() throws IOException {
        try {
            byte[] request = request();
            socket.send(new DatagramPacket(request, request.length, server));
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            // ERROR 0: the transfer that this began ends here.
            byte[] enough = {0, 5, 0, 0, 0};
            socket.send(new DatagramPacket(enough, enough.length, answer.getSocketAddress()));
            return answer.getLength() < 4 ? 0 : answer.getData()[1];
        } catch (SocketTimeoutException | PortUnreachableException e) {
            return NOTHING;
        }
    }

    private byte[] request() {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0);
        packet.write(1);
        packet.writeBytes(file.getBytes(StandardCharsets.US_ASCII));
        packet.write(0);
        packet.writeBytes("octet".getBytes(StandardCharsets.US_ASCII));
        packet.write(0);
        return packet.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
