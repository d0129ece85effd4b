package io.pxe4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultyNetworkTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    void carriesBothWays() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server)).open()) {
            send(client, "request", network.address());
            DatagramPacket request = receive(server);
            assertThat(text(request)).isEqualTo("request");
            assertThat(request.getSocketAddress()).isNotEqualTo(address(client));
            send(server, "answer", (InetSocketAddress) request.getSocketAddress());
            DatagramPacket answer = receive(client);
            assertThat(text(answer)).isEqualTo("answer");
            assertThat(answer.getSocketAddress()).isEqualTo(network.address());
            assertThat(network.toServer()).isEqualTo(new NetworkTraffic(1, 0, 0, 0, 1));
        }
    }

    /** TFTP's transfer IDs: the server answers from other ports than the one that was asked. */
    @Test
    void aPortThatTheServerAnswersFromIsAPortToTheClient() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket first = socket();
                DatagramSocket second = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server)).open()) {
            send(client, "request", network.address());
            InetSocketAddress seen = (InetSocketAddress) receive(server).getSocketAddress();
            send(first, "one", seen);
            DatagramPacket one = receive(client);
            send(second, "two", seen);
            DatagramPacket two = receive(client);
            assertThat(List.of(text(one), text(two))).containsExactly("one", "two");
            assertThat(Set.of(one.getSocketAddress(), two.getSocketAddress(), network.address()))
                    .hasSize(3);
            send(client, "ack two", (InetSocketAddress) two.getSocketAddress());
            send(client, "ack one", (InetSocketAddress) one.getSocketAddress());
            DatagramPacket ack = receive(first);
            assertThat(text(ack)).isEqualTo("ack one");
            assertThat(ack.getSocketAddress()).isEqualTo(seen);
            assertThat(text(receive(second))).isEqualTo("ack two");
            send(first, "again", seen);
            assertThat(receive(client).getSocketAddress()).isEqualTo(one.getSocketAddress());
        }
    }

    @Test
    void eachClientIsSomebodyElseToTheServer() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket one = socket();
                DatagramSocket other = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server)).open()) {
            send(one, "one", network.address());
            InetSocketAddress seenOne = (InetSocketAddress) receive(server).getSocketAddress();
            send(other, "other", network.address());
            InetSocketAddress seenOther = (InetSocketAddress) receive(server).getSocketAddress();
            assertThat(seenOne).isNotEqualTo(seenOther);
            send(server, "to other", seenOther);
            assertThat(text(receive(other))).isEqualTo("to other");
            send(one, "once more", network.address());
            assertThat(receive(server).getSocketAddress()).isEqualTo(seenOne);
        }
    }

    @Test
    void losesInOneDirectionOnly() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server))
                        .faultsToClients(NetworkFaults.NONE.withLoss(1))
                        .open()) {
            send(client, "request", network.address());
            DatagramPacket request = receive(server);
            send(server, "answer", (InetSocketAddress) request.getSocketAddress());
            client.setSoTimeout(100);
            assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketTimeoutException.class);
            assertThat(network.toClients()).isEqualTo(new NetworkTraffic(1, 1, 0, 0, 0));
        }
    }

    @Test
    void repeats() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server))
                        .faults(NetworkFaults.NONE.withDuplication(1))
                        .open()) {
            send(client, "twice", network.address());
            assertThat(text(receive(server))).isEqualTo("twice");
            assertThat(text(receive(server))).isEqualTo("twice");
            assertThat(network.toServer().duplicated()).isEqualTo(1);
        }
    }

    @Test
    void takesItsTime() throws IOException {
        Duration delay = Duration.ofMillis(80);
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server))
                        .faults(NetworkFaults.NONE.withDelay(delay, Duration.ofMillis(20)))
                        .open()) {
            long start = System.nanoTime();
            send(client, "late", network.address());
            assertThat(text(receive(server))).isEqualTo("late");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
        }
    }

    @Test
    void whatIsHeldBackIsOvertaken() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server))
                        .seed(1)
                        .faults(NetworkFaults.NONE.withReordering(0.5, Duration.ofMillis(200)))
                        .open()) {
            List<String> sent = new ArrayList<>();
            List<String> received = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                sent.add("n" + i);
                send(client, "n" + i, network.address());
            }
            for (int i = 0; i < 40; i++) {
                received.add(text(receive(server)));
            }
            assertThat(received).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
            assertThat(network.toServer().heldBack()).isBetween(1L, 39L);
        }
    }

    @Test
    void theSeedDecidesWhatIsLost() throws IOException {
        Set<String> first = survivors(5);
        assertThat(first).hasSizeBetween(1, 39);
        assertThat(survivors(5)).isEqualTo(first);
        assertThat(survivors(6)).isNotEqualTo(first);
    }

    private static Set<String> survivors(long seed) throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                FaultyNetwork network = FaultyNetwork.to(address(server))
                        .seed(seed)
                        .faultsToServer(NetworkFaults.NONE.withLoss(0.5))
                        .faultsToClients(NetworkFaults.NONE.withLoss(1))
                        .open()) {
            Set<String> arrived = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                send(client, "n" + i, network.address());
            }
            send(client, "end", network.address());
            // The end may be lost itself.
            while (network.toServer().delivered() + network.toServer().lost() < 41) {
                Thread.onSpinWait();
            }
            for (long i = network.toServer().delivered(); i > 0; i--) {
                arrived.add(text(receive(server)));
            }
            return arrived;
        }
    }

    @Test
    void theFateOfADatagramDependsOnItsNumberAlone() {
        FaultyDirection some = new FaultyDirection(NetworkFaults.NONE.withLoss(0.5), 3);
        FaultyDirection more =
                new FaultyDirection(NetworkFaults.NONE.withLoss(0.5).withDuplication(0.5), 3);
        for (int i = 0; i < 200; i++) {
            assertThat(more.copies() == 0).isEqualTo(some.copies() == 0);
        }
        assertThat(more.traffic().lost()).isEqualTo(some.traffic().lost()).isBetween(50L, 150L);
        assertThat(more.traffic().duplicated()).isBetween(20L, 90L);
        assertThat(more.traffic().sent()).isEqualTo(200);
    }

    @Test
    void endsWhatItHasOpened() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket()) {
            FaultyNetwork network = FaultyNetwork.to(address(server)).open();
            InetSocketAddress front = network.address();
            send(client, "request", front);
            receive(server);
            network.close();
            network.close();
            new DatagramSocket(front).close();
        }
    }

    @Test
    void saysWhenItsAddressIsTaken() throws IOException {
        try (DatagramSocket server = socket()) {
            assertThatThrownBy(() -> FaultyNetwork.to(address(server))
                            .bind(address(server))
                            .open())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void checksItsSettings() {
        NetworkFaults none = NetworkFaults.NONE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withLoss(1.5))
                .withMessage("loss: 1.5 (expected: 0..1)");
        assertThatIllegalArgumentException().isThrownBy(() -> none.withLoss(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> none.withDuplication(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> none.withReordering(2, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> none.withDelay(Duration.ofMillis(-1), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultyNetwork.to(InetSocketAddress.createUnresolved("nowhere.invalid", 69)));
        assertThat(none.withLoss(0.1)
                        .withDuplication(0.2)
                        .withReordering(0.3, Duration.ofMillis(4))
                        .withDelay(Duration.ofMillis(5), Duration.ofMillis(6)))
                .isEqualTo(new NetworkFaults(
                        0.1, 0.2, 0.3, Duration.ofMillis(4), Duration.ofMillis(5), Duration.ofMillis(6)));
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static void send(DatagramSocket from, String text, InetSocketAddress to) throws IOException {
        byte[] octets = text.getBytes(US_ASCII);
        from.send(new DatagramPacket(octets, octets.length, to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }
}
