package io.pxe4j.testkit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while its clients get leases. */
class KilledServerTest {
    private static final int CLIENTS = 600;
    private static final int AT_ONCE = 40;

    @TempDir
    Path directory;

    private final Map<Integer, Ip4> acknowledged = new HashMap<>();

    @Test
    void everyAcknowledgedLeaseIsThereAfterAKill() throws Exception {
        Path file = directory.resolve("leases.db");
        for (int round = 1; round <= 3; round++) {
            try (LeaseServerProcess server = LeaseServerProcess.start(file)) {
                load(server, round * CLIENTS / 4);
            }
            verify(file);
        }
    }

    /** Clients ask, one after the other and many at once, until so many have a lease; then the server is killed at work. */
    private void load(LeaseServerProcess server, int enough) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.connect(InetAddress.getByName("127.0.0.1"), server.port());
            socket.setSoTimeout(200);
            int next = acknowledged.size();
            for (int i = 0; i < AT_ONCE; i++) {
                send(socket, discover(next++ % CLIENTS));
            }
            boolean killed = false;
            while (true) {
                assertThat(System.nanoTime()).as("answers come").isLessThan(end);
                Optional<DhcpPacket> reply = receive(socket);
                if (reply.isEmpty() && killed) {
                    // nothing is left of what the server sent before its end
                    return;
                }
                if (reply.isEmpty() || answer(socket, reply.get())) {
                    send(socket, discover(next++ % CLIENTS));
                }
                if (!killed && acknowledged.size() >= enough) {
                    server.kill();
                    killed = true;
                }
            }
        }
    }

    /** Whether that client is done. */
    private boolean answer(DatagramSocket socket, DhcpPacket reply) {
        int client = reply.xid();
        if (reply.is(DhcpMessageType.OFFER)) {
            send(
                    socket,
                    DhcpPacketWriter.request(DhcpMessageType.REQUEST, hardware(client))
                            .xid(client)
                            .set(DhcpOption.REQUESTED_ADDRESS, reply.yiaddr())
                            .set(
                                    DhcpOption.SERVER_IDENTIFIER,
                                    reply.get(DhcpOption.SERVER_IDENTIFIER).orElseThrow()));
            return false;
        }
        if (reply.is(DhcpMessageType.ACK)) {
            Ip4 before = acknowledged.put(client, reply.yiaddr());
            assertThat(before == null || before.equals(reply.yiaddr()))
                    .as("client %s had %s and now has %s", client, before, reply.yiaddr())
                    .isTrue();
        }
        return true;
    }

    private void verify(Path file) throws Exception {
        try (JdbcLeaseStore store =
                JdbcLeaseStore.builder("jdbc:sqlite:" + file).open()) {
            Set<Ip4> addresses = new HashSet<>();
            for (Map.Entry<Integer, Ip4> one : acknowledged.entrySet()) {
                Lease lease = store.findByAddress(one.getValue())
                        .toCompletableFuture()
                        .join()
                        .orElseThrow(() -> new AssertionError("lost: " + one));
                assertThat(lease.client()).isEqualTo(ClientKey.of(hardware(one.getKey())));
                assertThat(addresses.add(lease.address())).isTrue();
            }
        }
    }

    private static DhcpPacketWriter discover(int client) {
        return DhcpPacketWriter.request(DhcpMessageType.DISCOVER, hardware(client))
                .xid(client);
    }

    private static HardwareAddress hardware(int client) {
        return HardwareAddress.of(1, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) (client >> 8), (byte) client);
    }

    private static void send(DatagramSocket socket, DhcpPacketWriter message) {
        ByteBuf encoded = message.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        try {
            socket.send(new DatagramPacket(octets, octets.length));
        } catch (IOException e) {
            // The server is dead.
        }
    }

    private static Optional<DhcpPacket> receive(DatagramSocket socket) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[2000], 2000);
        while (true) {
            try {
                socket.receive(datagram);
                byte[] octets = Arrays.copyOf(datagram.getData(), datagram.getLength());
                return Optional.of((DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets)));
            } catch (PortUnreachableException e) {
                // Of what was sent after the kill; answers from before it may still wait.
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
        }
    }
}
