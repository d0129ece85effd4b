package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.OTHER_MAC;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.dropOf;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What happens while a policy or a store takes its time, fails, or never answers. */
class WaitingTest {
    private static final Ip4 ADDRESS = ip("10.0.0.50");

    private final Lab lab = new Lab();
    private final Deque<CompletableFuture<BootOffer>> asked = new ArrayDeque<>();
    private final BootPolicy slow = client -> {
        CompletableFuture<BootOffer> decision = new CompletableFuture<>();
        asked.add(decision);
        return decision;
    };
    private final HandLeaseStore store = new HandLeaseStore();

    private ProxyDhcp proxy(BootPolicy policy) {
        return ProxyDhcp.builder().policy(policy).maxWaiting(2).build(lab.context());
    }

    private CompletableFuture<DhcpOutcome> discover(DhcpEngine engine) {
        return handle(engine, message(DhcpMessageType.DISCOVER, UEFI));
    }

    private CompletableFuture<DhcpOutcome> handle(DhcpEngine engine, DhcpPacketWriter request) {
        return engine.handle(packet(request), BROADCAST).toCompletableFuture();
    }

    private DhcpLeasing leasing() {
        return DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.50"))
                .store(store)
                .build(lab.context());
    }

    private static DhcpPacketWriter select() {
        return message(DhcpMessageType.REQUEST)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, ADDRESS);
    }

    @Test
    void slowPolicyIsAnsweredOnTheLoopOnly() {
        CompletableFuture<DhcpOutcome> outcome = discover(proxy(slow));
        assertThat(outcome).isNotDone();

        asked.remove().complete(BootOffer.file("x"));
        assertThat(outcome).isNotDone();

        lab.runLoop();
        assertThat(outcome).isCompletedWithValueMatching(DhcpReply.class::isInstance);
    }

    @Test
    void policyThatNeverAnswersIsGivenUpAtTheDeadline() {
        ProxyDhcp proxy = proxy(slow);
        CompletableFuture<DhcpOutcome> outcome = discover(proxy);

        lab.advance(Duration.ofMillis(999));
        proxy.tick();
        assertThat(outcome).isNotDone();

        lab.advance(Duration.ofMillis(1));
        proxy.tick();
        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.POLICY_LATE);
    }

    @Test
    void nextRequestEndsLateOnesWithoutATick() {
        ProxyDhcp proxy = proxy(slow);
        CompletableFuture<DhcpOutcome> outcome = discover(proxy);
        lab.advance(Duration.ofSeconds(2));
        discover(proxy);

        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.POLICY_LATE);
    }

    @Test
    void answerAfterTheDeadlineIsNotSent() {
        CompletableFuture<DhcpOutcome> outcome = discover(proxy(slow));
        lab.advance(Duration.ofSeconds(1));
        asked.remove().complete(BootOffer.file("x"));
        lab.runLoop();

        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.POLICY_LATE);
    }

    @Test
    void policyThatBlocksTheLoopTooLongIsLateToo() {
        ProxyDhcp proxy = proxy(client -> {
            lab.advance(Duration.ofSeconds(3));
            return CompletableFuture.completedFuture(BootOffer.file("x"));
        });

        assertThat(dropOf(discover(proxy).join())).isEqualTo(DropReason.POLICY_LATE);
    }

    @Test
    void requestsThatWaitAreBounded() {
        ProxyDhcp proxy = proxy(slow);
        CompletableFuture<DhcpOutcome> first = discover(proxy);
        discover(proxy);

        assertThat(dropOf(discover(proxy).join())).isEqualTo(DropReason.BUSY);

        asked.remove().complete(BootOffer.file("x"));
        lab.runLoop();
        assertThat(first).isDone();
        assertThat(discover(proxy)).isNotDone();
    }

    @Test
    void failingPolicyIsADropWithItsReason() {
        assertThat(discover(proxy(client -> {
                            throw new IllegalStateException("database\ngone");
                        }))
                        .join())
                .isEqualTo(
                        new DhcpDrop(DropReason.POLICY_FAILED, "java.lang.IllegalStateException: database\\u000agone"));
        assertThat(dropOf(discover(proxy(client -> CompletableFuture.failedFuture(new RuntimeException("x"))))
                        .join()))
                .isEqualTo(DropReason.POLICY_FAILED);
    }

    @Test
    @SuppressWarnings("NullAway") // what careless users do
    void policyThatAnswersNullIsADrop() {
        assertThat(dropOf(discover(proxy(client -> null)).join())).isEqualTo(DropReason.POLICY_FAILED);
        assertThat(dropOf(discover(proxy(client -> CompletableFuture.completedFuture(null)))
                        .join()))
                .isEqualTo(DropReason.POLICY_FAILED);
    }

    @Test
    void anyCompletionStageWillDo() {
        CompletionStage<BootOffer> stage =
                CompletableFuture.completedFuture(BootOffer.file("x")).minimalCompletionStage();
        CompletableFuture<DhcpOutcome> outcome = discover(proxy(client -> stage));
        lab.runLoop();

        assertThat(outcome.join()).isInstanceOf(DhcpReply.class);
    }

    @Test
    void secondEngineDoesNotAnswerForALateFirstOne() {
        DhcpLeasing leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .policy(slow)
                .build(lab.context());
        DhcpEngine both = DhcpEngine.firstOf(leasing, proxy(BootPolicy.of(client -> BootOffer.file("x"))));
        CompletableFuture<DhcpOutcome> outcome = discover(both);
        lab.advance(Duration.ofSeconds(1));
        both.tick();
        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.POLICY_LATE);

        CompletableFuture<DhcpOutcome> closed = discover(both);
        both.close();
        assertThat(dropOf(closed.join())).isEqualTo(DropReason.CLOSING);
    }

    @Test
    void closingEndsWhatWaits() {
        ProxyDhcp proxy = proxy(slow);
        CompletableFuture<DhcpOutcome> outcome = discover(proxy);
        proxy.close();

        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.CLOSING);
    }

    private DhcpLeasing leasingThatOffered() {
        DhcpLeasing leasing = leasing();
        offer(leasing);
        return leasing;
    }

    private void offer(DhcpLeasing leasing) {
        store.answerAtOnce();
        DhcpReply offer = (DhcpReply)
                handle(leasing, message(DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, ADDRESS))
                        .join();
        assertThat(Lab.packet(offer.message()).yiaddr()).isEqualTo(ADDRESS);
        store.answerByHand();
    }

    @Test
    void nothingIsAcknowledgedBeforeTheStoreHasIt() {
        DhcpLeasing leasing = leasingThatOffered();
        CompletableFuture<DhcpOutcome> outcome = handle(leasing, select());
        while (store.waiting() > 0) {
            assertThat(outcome).isNotDone();
            store.answer(0);
            lab.runLoop();
        }

        assertThat(((DhcpReply) outcome.join()).type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(store.inner.size()).isEqualTo(1);
    }

    @Test
    void lateStoreMeansNoAnswer() {
        DhcpLeasing leasing = leasing();
        CompletableFuture<DhcpOutcome> outcome = handle(leasing, select());
        lab.advance(Duration.ofSeconds(1));
        leasing.tick();

        assertThat(dropOf(outcome.join())).isEqualTo(DropReason.STORE_LATE);
    }

    @Test
    void failingStoreMeansNoAnswer() {
        LeaseStore broken = new BrokenLeaseStore();
        DhcpLeasing leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .store(broken)
                .build(lab.context());

        assertThat(handle(leasing, select()).join())
                .isEqualTo(new DhcpDrop(DropReason.STORE_FAILED, "java.io.IOException: disk full"));
        assertThat(dropOf(handle(leasing, message(DhcpMessageType.DISCOVER)).join()))
                .isEqualTo(DropReason.STORE_FAILED);
    }

    @Test
    void clientIsServedAgainAfterAnAnswerThatNeverCame() {
        DhcpLeasing leasing = leasing();
        CompletableFuture<DhcpOutcome> lost = handle(leasing, select());
        assertThat(dropOf(handle(leasing, select()).join())).isEqualTo(DropReason.ALREADY_WORKING);

        lab.advance(Duration.ofSeconds(1));
        store.answerAtOnce();

        assertThat(handle(leasing, select()).join()).isInstanceOf(DhcpReply.class);
        assertThat(lost).isDone();
    }

    @Test
    void twoClientsThatSearchAtOnceAreOfferedDifferentAddresses() {
        DhcpLeasing leasing = leasing();
        CompletableFuture<DhcpOutcome> one = handle(leasing, message(DhcpMessageType.DISCOVER));
        CompletableFuture<DhcpOutcome> other =
                handle(leasing, DhcpPacketWriter.request(DhcpMessageType.DISCOVER, OTHER_MAC));
        while (store.waiting() > 0) {
            store.answer(0);
            lab.runLoop();
        }

        // the pool has one address
        assertThat(List.of(one.join(), other.join()))
                .filteredOn(DhcpReply.class::isInstance)
                .hasSize(1);
    }

    @Test
    void leaseThatAnotherServerWroteForTheSameClientMeanwhileIsAcknowledged() {
        DhcpLeasing leasing = leasingThatOffered();
        CompletableFuture<DhcpOutcome> outcome = handle(leasing, select());
        store.inner
                .create(Lab.active(ADDRESS, Lab.MAC, lab.now().plusSeconds(60)))
                .toCompletableFuture()
                .join();
        while (store.waiting() > 0) {
            store.answer(0);
            lab.runLoop();
        }

        assertThat(((DhcpReply) outcome.join()).type()).isEqualTo(DhcpMessageType.ACK);
    }

    @Test
    void addressTakenByAnotherServerMeanwhileIsRefused() {
        DhcpLeasing leasing = leasingThatOffered();
        CompletableFuture<DhcpOutcome> outcome = handle(leasing, select());
        // between the reading and the writing, another server on the same store gives the address away
        store.inner
                .create(Lab.active(ADDRESS, OTHER_MAC, lab.now().plusSeconds(60)))
                .toCompletableFuture()
                .join();
        while (store.waiting() > 0) {
            store.answer(0);
            lab.runLoop();
        }

        assertThat(((DhcpReply) outcome.join()).type()).isEqualTo(DhcpMessageType.NAK);
    }

    @Test
    void addressGivenAwayByAnotherServerIsNotOffered() {
        DhcpLeasing leasing = leasing();
        store.answerAtOnce();
        assertThat(handle(leasing, DhcpPacketWriter.request(DhcpMessageType.DISCOVER, OTHER_MAC))
                        .join())
                .isInstanceOf(DhcpReply.class);
        lab.advance(Duration.ofMinutes(2));
        store.inner
                .create(Lab.active(ADDRESS, OTHER_MAC, lab.now().plusSeconds(60)))
                .toCompletableFuture()
                .join();

        assertThat(dropOf(handle(leasing, message(DhcpMessageType.DISCOVER)).join()))
                .isEqualTo(DropReason.POOL_EXHAUSTED);
        lab.advance(Duration.ofMinutes(2));
        assertThat(handle(leasing, message(DhcpMessageType.DISCOVER)).join()).isInstanceOf(DhcpReply.class);
    }

    @Test
    void policyIsAskedBeforeAnythingIsWritten() {
        DhcpLeasing leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .store(store)
                .policy(slow)
                .build(lab.context());
        offer(leasing);
        handle(
                leasing,
                message(DhcpMessageType.REQUEST, UEFI)
                        .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                        .set(DhcpOption.REQUESTED_ADDRESS, ADDRESS));

        assertThat(store.waiting()).isZero();
        asked.remove().complete(BootOffer.file("x"));
        lab.runLoop();
        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void faultInAHookEndsOneRequestOnly() {
        boolean[] broken = {true};
        DhcpLeasing leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .clientKey(request -> {
                    if (broken[0]) {
                        throw new IllegalStateException("hook");
                    }
                    return ClientKey.byHardwareAddress(request);
                })
                .build(lab.context());
        assertThat(dropOf(handle(leasing, message(DhcpMessageType.DISCOVER)).join()))
                .isEqualTo(DropReason.INTERNAL_ERROR);

        broken[0] = false;
        assertThat(handle(leasing, message(DhcpMessageType.DISCOVER)).join()).isInstanceOf(DhcpReply.class);
    }
}
