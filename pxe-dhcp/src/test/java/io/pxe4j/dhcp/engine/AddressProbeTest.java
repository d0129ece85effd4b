package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The look whether an address is in use, before it is offered. */
class AddressProbeTest {
    private record Asked(Ip4 address, DhcpArrival arrival, CompletableFuture<Boolean> answer) {}

    private final Lab lab = new Lab();
    private final List<Asked> asked = new ArrayList<>();
    private final AddressProbe probe = (address, arrival) -> {
        Asked one = new Asked(address, arrival, new CompletableFuture<>());
        asked.add(one);
        return one.answer();
    };
    private final DhcpLeasing leasing = builder().build(lab.context());

    private DhcpLeasingBuilder builder() {
        return DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.52")
                        .build())
                .subnet(Subnet.builder("10.1.0.0/24")
                        .pool("10.1.0.50-10.1.0.52")
                        .build())
                .probe(probe, Duration.ofMillis(400));
    }

    private static CompletableFuture<DhcpOutcome> discover(DhcpLeasing leasing, int client) {
        DhcpPacket request = Lab.packet(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, LeaseClient.mac(client)));
        return leasing.handle(request, Lab.BROADCAST).toCompletableFuture();
    }

    private void answer(int index, boolean used) {
        asked.get(index).answer().complete(used);
        lab.runLoop();
    }

    private static Ip4 offered(CompletableFuture<DhcpOutcome> outcome) {
        return Lab.answer(outcome.join()).yiaddr();
    }

    @Test
    void addressIsOfferedWhenNobodyAnswersForIt() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        assertThat(outcome).isNotDone();
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).arrival()).isEqualTo(Lab.BROADCAST);

        answer(0, false);

        assertThat(offered(outcome)).isEqualTo(asked.get(0).address());
    }

    @Test
    void addressInUseIsPassedByAndAvoided() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        answer(0, true);
        assertThat(outcome).isNotDone();
        answer(1, false);

        Ip4 used = asked.get(0).address();
        assertThat(offered(outcome)).isEqualTo(asked.get(1).address()).isNotEqualTo(used);
        CompletableFuture<DhcpOutcome> second = discover(leasing, 2);
        answer(2, false);
        assertThat(offered(second)).isNotEqualTo(used);
        assertDropped(discover(leasing, 3).join(), DropReason.POOL_EXHAUSTED);
        // after the time of a quarantine it is tried again
        lab.advance(Duration.ofHours(25));
        for (int i = 3; i < 6; i++) {
            CompletableFuture<DhcpOutcome> next = discover(leasing, i);
            answer(i, false);
            offered(next);
        }
        assertThat(asked.subList(3, 6)).extracting(Asked::address).contains(used);
    }

    @Test
    void keptAddressThatAStrangerUsesIsAvoidedAndItsHostStaysWhereItIs() {
        DhcpLeasing engine =
                builder().reserve(LeaseClient.mac(1), ip("10.0.0.200")).build(lab.context());
        CompletableFuture<DhcpOutcome> outcome = discover(engine, 1);
        assertThat(asked.get(0).address()).isEqualTo(ip("10.0.0.200"));
        answer(0, true);
        answer(1, false);
        Ip4 address = offered(outcome);
        LeaseClient client = LeaseClient.of(engine, 1);
        LeaseClient.ack(client.select(address));

        LeaseClient.ack(client.renew(address));
        assertThat(offered(discover(engine, 1))).isEqualTo(address);
        assertThat(asked).hasSize(2);

        lab.advance(Duration.ofHours(24));
        LeaseClient.nak(client.renew(address));
        discover(engine, 1);
        assertThat(asked.get(2).address()).isEqualTo(ip("10.0.0.200"));
    }

    @Test
    void allAddressesInUseMeansNoOffer() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        answer(0, true);
        answer(1, true);
        answer(2, true);

        assertDropped(outcome.join(), DropReason.POOL_EXHAUSTED);
    }

    @Test
    void lateAnswerCountsAsNo() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        lab.advance(Duration.ofMillis(399));
        leasing.tick();
        assertThat(outcome).isNotDone();
        lab.advance(Duration.ofMillis(1));
        leasing.tick();

        assertThat(offered(outcome)).isEqualTo(asked.get(0).address());
        answer(0, true);
        assertThat(offered(outcome)).isEqualTo(asked.get(0).address());
    }

    @Test
    void failureCountsAsNo() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        asked.get(0).answer().completeExceptionally(new IOException("no raw socket"));
        lab.runLoop();
        assertThat(outcome.join()).isInstanceOf(DhcpReply.class);

        DhcpLeasing broken = builder()
                .probe(
                        (address, arrival) -> {
                            throw new IllegalStateException("no");
                        },
                        Duration.ofMillis(100))
                .build(lab.context());
        assertThat(discover(broken, 1).join()).isInstanceOf(DhcpReply.class);
    }

    @Test
    void negativeAnswerIsRememberedForHalfAMinute() {
        discover(leasing, 1);
        answer(0, false);
        assertThat(discover(leasing, 1)).isDone();
        lab.advance(Duration.ofSeconds(29));
        assertThat(discover(leasing, 1)).isDone();
        assertThat(asked).hasSize(1);
        lab.advance(Duration.ofSeconds(1));
        assertThat(discover(leasing, 1)).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void clientThatHoldsTheAddressIsNotAskedFor() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        answer(0, false);
        Ip4 address = offered(outcome);
        LeaseClient.ack(LeaseClient.of(leasing, 1).select(address));
        lab.advance(Duration.ofMinutes(30));

        assertThat(offered(discover(leasing, 1))).isEqualTo(address);
        assertThat(asked).hasSize(1);
        // its lease has ended, and somebody may have taken the address
        lab.advance(Duration.ofMinutes(31));
        assertThat(discover(leasing, 1)).isNotDone();
    }

    @Test
    void subnetBehindARelayIsOutOfReach() {
        assertThat(LeaseClient.of(leasing, 1).behind(ip("10.1.0.1")).discover()).isInstanceOf(DhcpReply.class);
        assertThat(LeaseClient.of(leasing, 2).behind(ip("10.0.0.254")).discover())
                .isInstanceOf(DhcpReply.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void addressUnderProbeIsNotGivenToAnother() {
        CompletableFuture<DhcpOutcome> one = discover(leasing, 1);
        CompletableFuture<DhcpOutcome> two = discover(leasing, 2);
        CompletableFuture<DhcpOutcome> three = discover(leasing, 3);
        for (int i = 0; i < 3; i++) {
            answer(i, false);
        }

        assertThat(List.of(offered(one), offered(two), offered(three))).doesNotHaveDuplicates();
    }

    @Test
    void noMoreProbesAtOnceThanRequestsMayWait() {
        DhcpLeasing busy = builder().maxWaiting(1).build(lab.context());
        CompletableFuture<DhcpOutcome> one = discover(busy, 1);

        assertThat(discover(busy, 2).join()).isInstanceOf(DhcpReply.class);
        assertThat(one).isNotDone();
        answer(0, false);
        assertThat(discover(busy, 3)).isNotDone();
    }

    @Test
    void closingEndsWhatIsUnderProbe() {
        CompletableFuture<DhcpOutcome> outcome = discover(leasing, 1);
        assertDropped(discover(leasing, 1).join(), DropReason.ALREADY_WORKING);
        leasing.close();

        assertDropped(outcome.join(), DropReason.CLOSING);
        answer(0, false);
        assertDropped(outcome.join(), DropReason.CLOSING);
    }
}
