package io.pxe4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** DHCP, port 4011, TFTP and HTTP on free loopback ports, scripted: as right or wrong as a test wants them. */
final class LoopbackServers implements AutoCloseable {
    private final DatagramSocket dhcp = socket();
    private final DatagramSocket pxe = socket();
    private final DatagramSocket tftp = socket();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final LoopbackHttp http = new LoopbackHttp(files);
    volatile boolean tftpKnowsOptions = true;

    /** How many requests TFTP passes over before it answers one. */
    final AtomicInteger lostRequests = new AtomicInteger();

    LoopbackServers(Function<byte[], Optional<byte[]>> dhcpScript, Function<byte[], Optional<byte[]>> pxeScript) {
        answer(dhcp, dhcpScript);
        answer(pxe, pxeScript);
        serve(tftp);
    }

    LoopbackServers(Function<byte[], Optional<byte[]>> dhcpScript) {
        this(dhcpScript, request -> Optional.empty());
    }

    LoopbackServers file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    LoopbackServers file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    BootNetwork.Builder network() {
        return BootNetwork.builder()
                .dhcpServer(address(dhcp))
                .pxePort(pxe.getLocalPort())
                .tftpPort(tftp.getLocalPort())
                .httpPort(http.port())
                .patience(0.05);
    }

    @Override
    public void close() {
        dhcp.close();
        pxe.close();
        tftp.close();
        http.close();
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(DatagramSocket socket, Function<byte[], Optional<byte[]>> script) {
        receive(socket, packet -> {
            Optional<byte[]> reply = script.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
            if (reply.isPresent()) {
                send(socket, reply.get(), packet);
            }
        });
    }

    /** Lock-step TFTP from one port per transfer; options are echoed, tsize filled in. */
    private void serve(DatagramSocket socket) {
        receive(socket, packet -> {
            byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
            if (lostRequests.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return;
            }
            try (DatagramSocket transfer = socket()) {
                transfer.setSoTimeout(2000);
                transfer(transfer, request, packet);
            } catch (IOException e) {
                // The client is gone.
            }
        });
    }

    private void transfer(DatagramSocket transfer, byte[] request, DatagramPacket packet) throws IOException {
        String[] words = new String(request, 2, request.length - 2, StandardCharsets.ISO_8859_1).split("\0");
        byte[] content = files.get(words[0]);
        if (content == null) {
            send(transfer, new byte[] {0, 5, 0, 1, 'n', 'o', ' ', 'f', 'i', 'l', 'e', 0}, packet);
            return;
        }
        int blksize = 512;
        if (words.length > 2 && tftpKnowsOptions) {
            StringBuilder oack = new StringBuilder("\0\6");
            for (int i = 2; i + 1 < words.length; i += 2) {
                String value = words[i].equals("tsize") ? "" + content.length : words[i + 1];
                value = words[i].equals("windowsize") ? "1" : value;
                oack.append(words[i]).append('\0').append(value).append('\0');
                blksize = words[i].equals("blksize") ? Integer.parseInt(value) : blksize;
            }
            send(transfer, oack.toString().getBytes(StandardCharsets.ISO_8859_1), packet);
            if (receive(transfer)[1] == 5) {
                return;
            }
        }
        for (int block = 1; ; block++) {
            int from = (block - 1) * blksize;
            int length = Math.min(blksize, content.length - from);
            byte[] data = TftpReadTest.data(block, length);
            System.arraycopy(content, from, data, 4, length);
            send(transfer, data, packet);
            if (receive(transfer)[1] == 5 || length < blksize) {
                return;
            }
        }
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return packet.getData();
    }

    private interface Handler {
        void handle(DatagramPacket packet);
    }

    private static void receive(DatagramSocket socket, Handler handler) {
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try {
                    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                    socket.receive(packet);
                    handler.handle(packet);
                } catch (IOException e) {
                    // Closed.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void send(DatagramSocket socket, byte[] bytes, DatagramPacket to) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
