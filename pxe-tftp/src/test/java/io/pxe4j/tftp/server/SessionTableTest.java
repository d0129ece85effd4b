package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private final SessionTable<Idle> table = new SessionTable<>(new PeerHash(42));

    @Test
    void findsWhatWasPutAsAMapWould() throws UnknownHostException {
        Random random = new Random(1);
        Map<InetSocketAddress, Idle> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Few addresses and ports, so that all cases come often; neighbours, so that plain hashes would collide.
            InetSocketAddress peer = peer(random.nextInt(40), 1000 + random.nextInt(40));
            // It grows at first and shrinks at last.
            if (random.nextInt(20_000) > step) {
                Idle session = new Idle(peer);
                table.put(session);
                model.put(peer, session);
            } else {
                Idle session = model.remove(peer);
                if (session != null) {
                    assertThat(table.remove(session)).isTrue();
                    assertThat(table.remove(session)).isFalse();
                }
            }
            assertThat(table.size()).isEqualTo(model.size());
            InetSocketAddress asked = peer(random.nextInt(40), 1000 + random.nextInt(40));
            assertThat(table.find(asked)).isSameAs(model.get(asked));
        }
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
        for (Map.Entry<InetSocketAddress, Idle> entry : model.entrySet()) {
            assertThat(table.find(entry.getKey())).isSameAs(entry.getValue());
        }
    }

    @Test
    void aSessionThatWasReplacedIsNotRemoved() throws UnknownHostException {
        Idle first = new Idle(peer(1, 1));
        Idle second = new Idle(peer(1, 1));
        table.put(first);
        table.put(second);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.remove(first)).isFalse();
        assertThat(table.find(peer(1, 1))).isSameAs(second);
    }

    @Test
    void isEmptyAfterAFlood() throws UnknownHostException {
        for (int i = 0; i < 100_000; i++) {
            table.put(new Idle(peer(i, 5)));
        }
        for (Idle session : table.all()) {
            table.remove(session);
        }
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.find(peer(3, 5))).isNull();
    }

    @Test
    void spreadsNeighboursWithNeighbouringPorts() throws UnknownHostException {
        PeerHash hash = new PeerHash(99);
        boolean[] taken = new boolean[4096];
        int distinct = 0;
        for (int i = 0; i < 1024; i++) {
            // Address plus port is the same for all.
            int slot = hash.of(peer(i, 20_000 - i)) & 4095;
            distinct += taken[slot] ? 0 : 1;
            taken[slot] = true;
        }
        assertThat(distinct).isGreaterThan(700);
    }

    @Test
    void recentPeersRememberThePortUntilForgotten() throws UnknownHostException {
        RecentPeers recent = new RecentPeers(new PeerHash(3));
        assertThat(recent.portOf(peer(0, 0))).isEqualTo(-1);
        recent.add(peer(7, 70), 1);
        recent.add(peer(8, 70), 0);
        assertThat(recent.portOf(peer(7, 70))).isEqualTo(1);
        assertThat(recent.portOf(peer(8, 70))).isZero();
        assertThat(recent.contains(peer(7, 71))).isFalse();
        recent.remove(peer(7, 70));
        assertThat(recent.contains(peer(7, 70))).isFalse();
        assertThat(recent.contains(peer(8, 70))).isTrue();
    }

    private static InetSocketAddress peer(int host, int port) throws UnknownHostException {
        byte[] ip = {10, (byte) (host >> 16), (byte) (host >> 8), (byte) host};
        return new InetSocketAddress(InetAddress.getByAddress(ip), port);
    }

    private static final class Idle extends SessionTable.Keyed {
        Idle(InetSocketAddress client) {
            super(client);
        }

        @Override
        long deadline() {
            return 0;
        }

        @Override
        void onTime(long now) {}

        @Override
        boolean isEnded() {
            return false;
        }
    }
}
