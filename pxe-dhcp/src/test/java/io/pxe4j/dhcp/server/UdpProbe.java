package io.pxe4j.dhcp.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A program that sends and receives UDP in a network namespace for a test outside: lines {@code address port hex} come in and are
 * sent, what is received goes out as such lines. The argument is the port to bind.
 */
final class UdpProbe {
    private UdpProbe() {}

    public static void main(String[] args) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[0]));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            socket.setBroadcast(true);
            Thread receiver = new Thread(() -> receive(socket));
            receiver.setDaemon(true);
            receiver.start();
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                byte[] octets = HexFormat.of().parseHex(words[2]);
                socket.send(new DatagramPacket(
                        octets, octets.length, InetAddress.getByName(words[0]), Integer.parseInt(words[1])));
            }
        }
    }

    private static void receive(DatagramSocket socket) {
        try {
            while (true) {
                DatagramPacket got = new DatagramPacket(new byte[2000], 2000);
                socket.receive(got);
                System.out.println(got.getAddress().getHostAddress() + " " + got.getPort() + " "
                        + HexFormat.of().formatHex(got.getData(), 0, got.getLength()));
            }
        } catch (IOException e) {
            // The socket was closed: the test is over.
        }
    }
}
