package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The books of transfers beside a plain model of them, through any order of events. */
class AdmissionPropertiesTest {
    private static final TftpRequest REQUEST = TftpRequest.read("f", TftpOptions.NONE);
    private static final int MAX = 8;
    private static final int MAX_HALF_OPEN = 5;
    private static final int MAX_PER_ADDRESS = 3;
    private static final int MAX_PER_PREFIX = 6;

    enum Kind {
        ENTER,
        CONFIRM,
        LEAVE,
        SEND
    }

    record Event(Kind kind, int client, int which, int afterMillis) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of(Kind.ENTER, Kind.ENTER, Kind.CONFIRM, Kind.LEAVE, Kind.SEND, Kind.SEND),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 300))
                .as(Event::new)
                .list()
                .ofMaxSize(120);
    }

    /** Clients 0 to 3 share a /24, 4 and 5 another. */
    private static InetAddress address(int client) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (client / 4), (byte) (1 + client)});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private final Set<Ticket> running = new LinkedHashSet<>();
    private final Set<Ticket> confirmed = new LinkedHashSet<>();
    private final List<Ticket> evicted = new ArrayList<>();
    private final List<Ticket> released = new ArrayList<>();

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

    @Property(tries = 500)
    void theBooksAgreeWithTheModel(@ForAll("events") List<Event> events) {
        List.of(running, confirmed, evicted, released).forEach(Collection::clear);
        Admission admission = new Admission(
                TftpLimits.builder()
                        .maxTransfers(MAX)
                        .maxHalfOpen(MAX_HALF_OPEN)
                        .maxTransfersPerAddress(MAX_PER_ADDRESS)
                        .maxTransfersPerPrefix(MAX_PER_PREFIX)
                        .unansweredDatagrams(2, Duration.ofSeconds(1))
                        .build(),
                new Sources(List.of()));
        List<Ticket> all = new ArrayList<>();
        Set<Ticket> heldBack = new LinkedHashSet<>();
        long now = -5;
        int port = 1;
        for (Event event : events) {
            now += event.afterMillis * 1_000_000L;
            if (event.kind == Kind.ENTER || all.isEmpty()) {
                Ticket ticket = new Ticket(new InetSocketAddress(address(event.client), port++), holder);
                enter(admission, ticket);
                all.add(ticket);
            } else {
                Ticket ticket = all.get(event.which % all.size());
                switch (event.kind) {
                    case CONFIRM -> {
                        admission.onConfirmed(ticket, now);
                        if (running.contains(ticket)) {
                            confirmed.add(ticket);
                        }
                    }
                    case LEAVE -> {
                        admission.leave(ticket);
                        running.remove(ticket);
                        confirmed.remove(ticket);
                    }
                    default -> {
                        boolean may = admission.maySend(ticket, now);
                        if (confirmed.contains(ticket)) {
                            assertThat(may).isTrue();
                        } else if (!running.contains(ticket)) {
                            assertThat(may).isFalse();
                        } else if (!may) {
                            heldBack.add(ticket);
                        }
                    }
                }
            }
            assertThat(heldBack).containsAll(released);
            check(admission);
        }
        List.copyOf(running).forEach(admission::leave);
        assertThat(admission.active()).isZero();
        assertThat(admission.halfOpen()).isZero();
        assertThat(admission.isEmpty()).isTrue();
    }

    private void enter(Admission admission, Ticket ticket) {
        evicted.clear();
        Optional<RefusalReason> refusal = admission.enter(ticket, REQUEST);
        // Only those whose clients had not answered made room, the oldest first.
        for (Ticket one : evicted) {
            assertThat(running).contains(one);
            assertThat(confirmed).doesNotContain(one);
            running.remove(one);
        }
        if (refusal.isEmpty()) {
            running.add(ticket);
        } else {
            Map<InetAddress, Long> settled = confirmed.stream()
                    .collect(Collectors.groupingBy(one -> one.client.getAddress(), Collectors.counting()));
            boolean full = confirmed.size() == MAX
                    || settled.getOrDefault(ticket.client.getAddress(), 0L) == MAX_PER_ADDRESS
                    || confirmed.stream().filter(one -> samePrefix(one, ticket)).count() == MAX_PER_PREFIX;
            assertThat(full).as("refused for %s", refusal).isTrue();
        }
    }

    private static boolean samePrefix(Ticket one, Ticket other) {
        return one.client.getAddress().getAddress()[2]
                == other.client.getAddress().getAddress()[2];
    }

    private void check(Admission admission) {
        assertThat(admission.active()).isEqualTo(running.size()).isLessThanOrEqualTo(MAX);
        assertThat(admission.halfOpen())
                .isEqualTo(running.size() - confirmed.size())
                .isLessThanOrEqualTo(MAX_HALF_OPEN);
        running.stream()
                .collect(Collectors.groupingBy(one -> one.client.getAddress(), Collectors.counting()))
                .values()
                .forEach(count -> assertThat(count).isLessThanOrEqualTo(MAX_PER_ADDRESS));
        for (Ticket one : running) {
            assertThat(running.stream().filter(other -> samePrefix(one, other)).count())
                    .isLessThanOrEqualTo(MAX_PER_PREFIX);
        }
    }
}
