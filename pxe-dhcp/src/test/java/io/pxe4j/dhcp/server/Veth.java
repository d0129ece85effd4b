package io.pxe4j.dhcp.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A cable: one end here, the other in a network namespace of its own, with a client there. Needs root and iproute2. */
final class Veth implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** A packet that the client received. */
    record Received(Ip4 from, int port, DhcpPacket packet) {}

    private final String here;
    private final String namespace;
    private final List<Process> clients = new ArrayList<>();

    /** This end gets the addresses; names are short, as the system wants them. */
    Veth(String... addresses) {
        assumeTrue(Epoll.isAvailable(), "Netty's epoll transport is not available here");
        assumeTrue(isRoot(), "network namespaces need root");
        String id = "pxd" + Long.toString(ProcessHandle.current().pid() % 46656, 36) + NEXT.getAndIncrement();
        this.here = id + "s";
        this.namespace = id + "n";
        assumeTrue(tryIp("netns add " + namespace), "`ip netns` does not work here");
        create(addresses);
    }

    private static boolean isRoot() {
        try {
            return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes the cable, or makes it anew. */
    void create(String... addresses) {
        ip("link add " + here + " type veth peer name c netns " + namespace);
        for (String address : addresses) {
            address(address);
        }
        ip("link set " + here + " up");
        ip("-n " + namespace + " link set c up");
        // Linux sends 255.255.255.255 by a route as well.
        ip("-n " + namespace + " route add 255.255.255.255/32 dev c");
    }

    void address(String address) {
        ip("address add " + address + " dev " + here);
    }

    void delete() {
        ip("link delete " + here);
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return here;
    }

    /** Gives the far end an address; without one it can only broadcast. */
    Veth farEnd(String address) {
        ip("-n " + namespace + " address add " + address + " dev c");
        return this;
    }

    static void ip(String arguments) {
        if (!tryIp(arguments)) {
            throw new AssertionError("ip " + arguments + " failed");
        }
    }

    private static boolean tryIp(String arguments) {
        try {
            return new ProcessBuilder(("ip " + arguments).split(" "))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A client in the namespace, bound to that port. */
    Client client(int port) throws Exception {
        return new Client(port);
    }

    final class Client {
        private final BufferedWriter commands;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        private Client(int port) throws Exception {
            String classes = Path.of(UdpProbe.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            Process process = new ProcessBuilder(
                            "ip",
                            "netns",
                            "exec",
                            namespace,
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.net.preferIPv4Stack=true",
                            "-cp",
                            classes,
                            UdpProbe.class.getName(),
                            String.valueOf(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            clients.add(process);
            commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
            Thread reader = new Thread(() -> read(process));
            reader.setDaemon(true);
            reader.start();
            if (!"ready".equals(lines.poll(30, TimeUnit.SECONDS))) {
                throw new AssertionError("the client in the namespace did not start");
            }
        }

        private void read(Process process) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                // The client ended.
            }
        }

        void send(DhcpPacketWriter message, String address, int port) throws IOException {
            ByteBuf encoded = message.encode(UnpooledByteBufAllocator.DEFAULT);
            commands.write(address + " " + port + " " + HexFormat.of().formatHex(ByteBufUtil.getBytes(encoded)) + "\n");
            commands.flush();
            encoded.release();
        }

        Received receive() throws InterruptedException {
            String line = lines.poll(10, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no answer within 10 s");
            }
            String[] words = line.split(" ");
            byte[] octets = HexFormat.of().parseHex(words[2]);
            return new Received(Ip4.of(words[0]), Integer.parseInt(words[1]), (DhcpPacket)
                    DhcpPacket.decode(Unpooled.wrappedBuffer(octets)));
        }

        boolean hasReceivedMore() {
            return !lines.isEmpty();
        }
    }

    @Override
    public void close() {
        for (Process client : clients) {
            client.destroyForcibly();
        }
        tryIp("link delete " + here);
        tryIp("netns delete " + namespace);
    }
}
