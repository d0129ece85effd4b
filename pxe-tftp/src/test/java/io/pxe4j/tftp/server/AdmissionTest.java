package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.limits.AddressPrefix;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books of all transfers, without sockets and with a clock of its own. */
class AdmissionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TftpRequest REQUEST = TftpRequest.read("f", TftpOptions.NONE);

    private final List<Ticket> evicted = new ArrayList<>();
    private final List<Ticket> released = new ArrayList<>();
    private long now = Long.MAX_VALUE - SECOND;

    private final Ticket.Holder holder = new Ticket.Holder() {
        @Override
        public void onEvicted(Ticket ticket) {
            evicted.add(ticket);
        }

        @Override
        public void onReleased(Ticket ticket) {
            released.add(ticket);
        }
    };

    private static Admission admission(TftpLimits.Builder limits) {
        return new Admission(limits.build(), new Sources(List.of(address("10.0.0.255"))));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Ticket ticket(String client, int port) {
        return new Ticket(new InetSocketAddress(address(client), port), holder);
    }

    private Ticket entered(Admission admission, String client, int port) {
        Ticket ticket = ticket(client, port);
        assertThat(admission.enter(ticket, REQUEST)).isEmpty();
        return ticket;
    }

    private Ticket confirmed(Admission admission, String client, int port) {
        Ticket ticket = entered(admission, client, port);
        admission.onConfirmed(ticket, now);
        return ticket;
    }

    // How many may run.

    @Test
    void oneAddressHasItsShareOnly() {
        Admission admission = admission(TftpLimits.builder().maxTransfersPerAddress(2));
        Ticket first = confirmed(admission, "10.0.0.1", 1);
        confirmed(admission, "10.0.0.1", 2);
        assertThat(admission.enter(ticket("10.0.0.1", 3), REQUEST)).contains(RefusalReason.TOO_MANY_FOR_CLIENT);
        confirmed(admission, "10.0.0.2", 3);
        assertThat(admission.active()).isEqualTo(3);
        admission.leave(first);
        confirmed(admission, "10.0.0.1", 3);
        assertThat(evicted).isEmpty();
    }

    @Test
    void onePrefixHasItsShareOnly() {
        Admission admission = admission(TftpLimits.builder().maxTransfersPerPrefix(2));
        confirmed(admission, "10.0.0.1", 1);
        confirmed(admission, "10.0.0.2", 1);
        assertThat(admission.enter(ticket("10.0.0.3", 1), REQUEST)).contains(RefusalReason.TOO_MANY_FOR_PREFIX);
        confirmed(admission, "10.0.1.3", 1);
        confirmed(admission, "2001:db8::1", 1);
        confirmed(admission, "2001:db8::ffff:0:0:1", 1);
        assertThat(admission.enter(ticket("2001:db8::2", 1), REQUEST)).contains(RefusalReason.TOO_MANY_FOR_PREFIX);
        confirmed(admission, "2001:db8:0:1::2", 1);
    }

    @Test
    void allTogetherHaveALimit() {
        Admission admission = admission(TftpLimits.builder().maxTransfers(2));
        Ticket first = confirmed(admission, "10.0.0.1", 1);
        confirmed(admission, "11.0.0.1", 1);
        assertThat(admission.enter(ticket("12.0.0.1", 1), REQUEST)).contains(RefusalReason.TOO_MANY_TRANSFERS);
        admission.leave(first);
        admission.leave(first);
        assertThat(admission.active()).isEqualTo(1);
        confirmed(admission, "12.0.0.1", 1);
        assertThat(admission.enter(ticket("13.0.0.1", 1), REQUEST)).contains(RefusalReason.TOO_MANY_TRANSFERS);
        assertThat(admission.active()).isEqualTo(2);
    }

    @Test
    void whoNeverAnsweredMakesRoom() {
        for (TftpLimits.Builder limits : List.of(
                TftpLimits.builder().maxTransfers(3),
                TftpLimits.builder().maxTransfersPerAddress(3),
                TftpLimits.builder().maxTransfersPerPrefix(3))) {
            evicted.clear();
            Admission admission = admission(limits);
            confirmed(admission, "10.0.0.1", 1);
            Ticket silent = entered(admission, "10.0.0.1", 2);
            Ticket silentToo = entered(admission, "10.0.0.1", 3);
            entered(admission, "10.0.0.1", 4);
            assertThat(evicted).containsExactly(silent);
            entered(admission, "10.0.0.1", 5);
            assertThat(evicted).containsExactly(silent, silentToo);
            assertThat(admission.active()).isEqualTo(3);
            admission.leave(silent);
            assertThat(admission.active()).isEqualTo(3);
        }
    }

    @Test
    void theOldestHalfOpenTransferMakesRoomForTheNext() {
        Admission admission = admission(TftpLimits.builder().maxHalfOpen(2));
        Ticket first = entered(admission, "10.0.0.1", 1);
        Ticket second = entered(admission, "10.0.0.2", 1);
        admission.onConfirmed(first, now);
        Ticket third = entered(admission, "10.0.0.3", 1);
        assertThat(evicted).isEmpty();
        entered(admission, "10.0.0.4", 1);
        assertThat(evicted).containsExactly(second);
        admission.onConfirmed(second, now);
        admission.leave(third);
        entered(admission, "10.0.0.5", 1);
        assertThat(evicted).hasSize(1);
        assertThat(admission.halfOpen()).isEqualTo(2);
        assertThat(admission.active()).isEqualTo(3);
    }

    // Who may.

    @Test
    void theClientAccessDecidesAndItsFailureIsANo() {
        Admission admission = admission(TftpLimits.builder().access((client, request) -> {
            if (request.isRead()) {
                return client.equals(address("10.0.0.1"));
            }
            throw new IllegalStateException("on purpose");
        }));
        entered(admission, "10.0.0.1", 1);
        assertThat(admission.enter(ticket("10.0.0.2", 1), REQUEST)).contains(RefusalReason.CLIENT_DENIED);
        assertThat(admission.enter(ticket("10.0.0.1", 2), TftpRequest.write("f", TftpOptions.NONE)))
                .contains(RefusalReason.CLIENT_DENIED);
        assertThat(admission.active()).isEqualTo(1);
    }

    @Test
    void onlyAllowedAddressesOfOneHostAreHeard() {
        Admission admission = admission(TftpLimits.builder()
                .deny(AddressPrefix.of("10.6.0.0/16"))
                .requestsPerAddress(RequestRate.of(1, 2))
                .requestsPerPrefix(RequestRate.of(1, 3))
                .requests(RequestRate.of(1, 4)));
        admission.sources().own(List.of(new InetSocketAddress("10.0.0.9", 69)));
        assertThat(hear(admission, "10.0.0.1", 2070)).isEmpty();
        assertThat(hear(admission, "10.0.0.1", 0)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "10.0.0.1", 53)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "10.0.0.255", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "255.255.255.255", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "239.1.1.1", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "ff02::1", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "0.0.0.0", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "::", 2070)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "10.0.0.9", 69)).contains(RefusalReason.BAD_SOURCE);
        assertThat(hear(admission, "10.6.0.1", 2070)).contains(RefusalReason.ADDRESS_DENIED);
        assertThat(hear(admission, "10.0.0.1", 2071)).isEmpty();
        assertThat(hear(admission, "10.0.0.1", 2072)).contains(RefusalReason.ADDRESS_RATE);
        assertThat(hear(admission, "10.0.0.9", 2070)).isEmpty();
        assertThat(hear(admission, "10.0.0.3", 2070)).contains(RefusalReason.PREFIX_RATE);
        assertThat(hear(admission, "10.1.0.3", 2070)).isEmpty();
        assertThat(hear(admission, "10.2.0.3", 2070)).contains(RefusalReason.OVERALL_RATE);
    }

    private java.util.Optional<RefusalReason> hear(Admission admission, String client, int port) {
        return admission.hear(new InetSocketAddress(address(client), port), now);
    }

    @Test
    void errorsGoToOneHostOnlyAndNotTooMany() {
        Admission admission = admission(
                TftpLimits.builder().deny(AddressPrefix.of("10.6.0.0/16")).errorsPerAddress(RequestRate.of(1, 1)));
        assertThat(admission.mayReport(new InetSocketAddress("10.0.0.1", 2070), now))
                .isTrue();
        assertThat(admission.mayReport(new InetSocketAddress("10.0.0.1", 2070), now))
                .isFalse();
        assertThat(admission.mayReport(new InetSocketAddress("10.0.0.2", 19), now))
                .isFalse();
        assertThat(admission.mayReport(new InetSocketAddress("10.0.0.255", 2070), now))
                .isFalse();
        assertThat(admission.mayReport(new InetSocketAddress("10.6.0.1", 2070), now))
                .isFalse();
    }

    @Test
    void knowsWhichDestinationsAreGroups() {
        Sources sources = new Sources(List.of(address("10.0.0.255")));
        assertThat(sources.isGroup(address("10.0.0.255"))).isTrue();
        assertThat(sources.isGroup(address("255.255.255.255"))).isTrue();
        assertThat(sources.isGroup(address("ff05::2"))).isTrue();
        assertThat(sources.isGroup(address("10.0.0.1"))).isFalse();
    }

    // What may be sent to who has not answered.

    @Test
    void anAddressThatNeverAnswersGetsThreePacketsUnderHoweverManyPorts() {
        Admission admission = admission(TftpLimits.builder());
        int sent = 0;
        for (int port = 1024; port < 2024; port++) {
            Ticket ticket = entered(admission, "10.0.0.1", port);
            for (int i = 0; i < 3; i++) {
                sent += admission.maySend(ticket, now) ? 1 : 0;
            }
        }
        assertThat(sent).isEqualTo(3);
        assertThat(admission.maySend(entered(admission, "10.0.0.2", 1), now)).isTrue();
    }

    @Test
    void theFirstAnswerReleasesWhatWasHeldBack() {
        Admission admission = admission(TftpLimits.builder());
        List<Ticket> tickets = new ArrayList<>();
        for (int port = 1; port <= 10; port++) {
            Ticket ticket = entered(admission, "10.0.0.1", port);
            tickets.add(ticket);
            assertThat(admission.maySend(ticket, now)).isEqualTo(port <= 3);
        }
        admission.leave(tickets.get(9));
        admission.onConfirmed(tickets.get(1), now);
        assertThat(released).containsExactlyElementsOf(tickets.subList(3, 9));
        for (Ticket ticket : released) {
            assertThat(admission.maySend(ticket, now)).isTrue();
        }
        admission.onConfirmed(tickets.get(2), now);
        assertThat(released).hasSize(6);
        assertThat(admission.maySend(tickets.get(9), now)).isFalse();
        assertThat(admission.halfOpen()).isEqualTo(7);
    }

    @Test
    void whatIsHeldBackMaySendOnceTimeHasPassed() {
        Admission admission = admission(TftpLimits.builder().unansweredDatagrams(1, Duration.ofSeconds(2)));
        Ticket first = entered(admission, "10.0.0.1", 1);
        Ticket second = entered(admission, "10.0.0.1", 2);
        assertThat(admission.maySend(first, now)).isTrue();
        assertThat(admission.maySend(second, now)).isFalse();
        now += 2 * SECOND;
        assertThat(admission.maySend(second, now)).isTrue();
        admission.onConfirmed(first, now);
        assertThat(released).isEmpty();
    }

    @Test
    void aConfirmedTransferNeedNotAsk() {
        Admission admission = admission(TftpLimits.builder());
        Ticket ticket = confirmed(admission, "10.0.0.1", 1);
        for (int i = 0; i < 100; i++) {
            assertThat(admission.maySend(ticket, now)).isTrue();
        }
        admission.leave(ticket);
        assertThat(admission.maySend(ticket, now)).isFalse();
    }

    /**
     * A hundred thousand forged requests in a second, each transfer sending its first packet again after one and three seconds, and a hundred honest
     * clients among them that answer after five milliseconds.
     */
    @Test
    void honestClientsFinishUnderAFloodOfForgedRequests() {
        Admission admission = admission(TftpLimits.builder());
        Map<InetAddress, Integer> sent = new HashMap<>();
        Deque<Ticket> waiting = new ArrayDeque<>();
        List<Ticket> honest = new ArrayList<>();
        int refused = 0;
        int lost = 0;
        int most = 0;
        long start = now;
        for (int i = 0; i < 100_000; i++) {
            now = start + i * (SECOND / 100_000);
            // Addresses all over the Internet, and one victim in every tenth request.
            InetAddress forged = i % 10 == 0 ? address("203.0.113.7") : address(0x2000_0000 + i * 7919);
            Ticket ticket = new Ticket(new InetSocketAddress(forged, 1024 + i % 60_000), holder);
            refused += admission.enter(ticket, REQUEST).isPresent() ? 1 : 0;
            if (admission.maySend(ticket, now)) {
                sent.merge(forged, 1, Integer::sum);
            }
            if (i % 1000 == 0) {
                Ticket one = entered(admission, "10.0.0." + (1 + i / 1000), 2070);
                assertThat(admission.maySend(one, now)).isTrue();
                waiting.add(one);
            } else if (i % 1000 == 500) {
                Ticket one = waiting.remove();
                lost += one.isIn ? 0 : 1;
                admission.onConfirmed(one, now);
                assertThat(admission.maySend(one, now)).isTrue();
                honest.add(one);
            }
            if (evicted.size() > 1000) {
                evicted.clear();
            }
            most = Math.max(most, admission.halfOpen());
        }
        assertThat(refused).isZero();
        assertThat(lost).isZero();
        assertThat(most).isLessThanOrEqualTo(TftpLimits.DEFAULT.maxHalfOpen());
        assertThat(honest).hasSize(100);
        assertThat(admission.active()).isEqualTo(TftpLimits.DEFAULT.maxTransfers());
        assertThat(sent.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(3));
        assertThat(sent.get(address("203.0.113.7"))).isEqualTo(3);
        honest.forEach(admission::leave);
        assertThat(admission.active()).isEqualTo(TftpLimits.DEFAULT.maxTransfers() - 100);
    }

    /** After a power cut, at a server that is behind: nobody is turned away, and nobody's place is given to the next. */
    @Test
    void tenThousandMachinesThatAskAtOnceAllKeepTheirPlaces() {
        Admission admission = admission(TftpLimits.builder());
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tickets.add(entered(admission, "10." + i / 250 / 250 + "." + i / 250 % 250 + "." + (1 + i % 250), 2070));
        }

        assertThat(evicted).isEmpty();
        tickets.forEach(ticket -> admission.onConfirmed(ticket, now));
        assertThat(admission.halfOpen()).isZero();
        assertThat(admission.active()).isEqualTo(10_000);
    }
}
