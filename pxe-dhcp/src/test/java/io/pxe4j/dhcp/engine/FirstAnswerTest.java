package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines behind one socket: each message has one answer, from the engine whose business it is. */
class FirstAnswerTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final PxeBootServerType TYPE = PxeBootServerType.of(0x8000);

    private final Lab lab = new Lab();
    private final List<String> asked = new ArrayList<>();

    /** An engine that gives what it is told to, at once or later. */
    private final class Fixed implements DhcpEngine {
        private final String name;
        private final CompletionStage<DhcpOutcome> stage;
        private int ticks;
        private boolean closed;

        Fixed(String name, CompletionStage<DhcpOutcome> stage) {
            this.name = name;
            this.stage = stage;
        }

        @Override
        public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
            asked.add(name);
            return stage;
        }

        @Override
        public void tick() {
            ticks++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Fixed drops(String name, DropReason reason) {
        return new Fixed(name, CompletableFuture.completedFuture(new DhcpDrop(reason, name)));
    }

    private Fixed answers(String name) {
        return new Fixed(name, CompletableFuture.completedFuture(someReply()));
    }

    private DhcpReply someReply() {
        DhcpPacket request = packet(message(DhcpMessageType.DISCOVER, UEFI));
        return new DhcpReply(
                DhcpMessageType.OFFER,
                DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER),
                new ReplyDestination(Ip4.BROADCAST, 68, true));
    }

    private CompletableFuture<DhcpOutcome> ask(DhcpEngine... engines) {
        return DhcpEngine.firstOf(engines)
                .handle(packet(message(DhcpMessageType.DISCOVER, UEFI)), BROADCAST)
                .toCompletableFuture();
    }

    @Test
    void secondIsNotAskedWhenTheFirstAnswers() {
        assertThat(ask(answers("a"), answers("b")).join()).isInstanceOf(DhcpReply.class);
        assertThat(asked).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(
            value = DropReason.class,
            names = {
                "RELEASED",
                "DECLINED",
                "ALREADY_WORKING",
                "CLOSING",
                "POLICY_LATE",
                "STORE_LATE",
                "OTHER_BUCKET",
                "RELAY_NOT_ALLOWED"
            })
    void whatIsDoneOrAnsweredElsewhereIsNotAskedAgain(DropReason reason) {
        assertThat(ask(drops("a", reason), answers("b")).join()).isEqualTo(new DhcpDrop(reason, "a"));
        assertThat(asked).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(
            value = DropReason.class,
            names = {"WRONG_PORT", "BOOT_SERVERS_BUSINESS", "POOL_NOT_HERE", "FOREIGN_NETWORK", "POOL_EXHAUSTED"})
    void secondAnswersWhatTheFirstLeaves(DropReason reason) {
        assertThat(ask(drops("a", reason), answers("b")).join()).isInstanceOf(DhcpReply.class);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void reasonOfTheOneWhoseBusinessItIsCounts() {
        assertThat(ask(drops("a", DropReason.WRONG_PORT), drops("b", DropReason.NOT_NETWORK_BOOT))
                        .join())
                .isEqualTo(new DhcpDrop(DropReason.NOT_NETWORK_BOOT, "b"));
        assertThat(ask(drops("a", DropReason.POOL_EXHAUSTED), drops("b", DropReason.NOT_NETWORK_BOOT))
                        .join())
                .isEqualTo(new DhcpDrop(DropReason.POOL_EXHAUSTED, "a"));
    }

    @Test
    void answersThatComeLaterAreWaitedFor() {
        CompletableFuture<DhcpOutcome> first = new CompletableFuture<>();
        CompletableFuture<DhcpOutcome> second = new CompletableFuture<>();
        CompletableFuture<DhcpOutcome> outcome = ask(new Fixed("a", first), new Fixed("b", second));
        assertThat(asked).containsExactly("a");

        first.complete(new DhcpDrop(DropReason.POOL_EXHAUSTED, "a"));
        assertThat(asked).containsExactly("a", "b");
        assertThat(outcome).isNotDone();

        second.complete(new DhcpDrop(DropReason.NOT_NETWORK_BOOT, "b"));
        assertThat(outcome.join()).isEqualTo(new DhcpDrop(DropReason.POOL_EXHAUSTED, "a"));
    }

    @Test
    void lateAnswerOfTheFirstIsTheLast() {
        CompletableFuture<DhcpOutcome> first = new CompletableFuture<>();
        CompletableFuture<DhcpOutcome> outcome = ask(new Fixed("a", first), answers("b"));
        DhcpReply reply = someReply();
        first.complete(reply);

        assertThat(outcome.join()).isSameAs(reply);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void stagesThatRefuseQuestionsAreWaitedForToo() {
        DhcpOutcome drop = new DhcpDrop(DropReason.WRONG_PORT, "a");
        Fixed minimal = new Fixed("a", CompletableFuture.completedStage(drop));

        assertThat(ask(minimal, answers("b")).join()).isInstanceOf(DhcpReply.class);
    }

    @Test
    void ticksAndEndsAllEngines() {
        Fixed first = answers("a");
        Fixed second = answers("b");
        DhcpEngine both = DhcpEngine.firstOf(first, second);
        both.tick();
        both.close();

        assertThat(List.of(first.ticks, second.ticks)).containsOnly(1);
        assertThat(first.closed && second.closed).isTrue();
        assertThatThrownBy(DhcpEngine::firstOf).hasMessage("engines: none (expected: at least one)");
    }

    @Test
    void eachMessageGoesToTheEngineWhoseBusinessItIs() {
        BootPolicy policy = BootPolicy.of(client -> BootOffer.file("x"));
        DhcpEngine leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
                .policy(policy)
                .build(lab.context());
        DhcpEngine both = DhcpEngine.firstOf(
                leasing,
                ProxyDhcp.builder().policy(policy).bootServerTypes(TYPE).build(lab.context()));

        // one offer, with the address in it
        DhcpPacket offer = Lab.answer(both, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST);
        assertThat(offer.yiaddr()).isNotEqualTo(Ip4.ANY);
        DhcpPacketWriter takes = message(DhcpMessageType.REQUEST, UEFI)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, offer.yiaddr());
        assertThat(Lab.answer(both, takes, BROADCAST).yiaddr()).isEqualTo(offer.yiaddr());
        // another server's client
        assertThat(Lab.drop(both, takes.set(DhcpOption.SERVER_IDENTIFIER, ip("10.0.0.2")), BROADCAST))
                .isEqualTo(DropReason.OTHER_SERVER);
        // boot items and port 4011 are the proxy's
        DhcpPacketWriter item = message(DhcpMessageType.REQUEST, UEFI)
                .ciaddr(CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(TYPE)));
        DhcpPacket ack = Lab.answer(both, item, BROADCAST);
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(ack.has(DhcpOption.LEASE_TIME)).isFalse();
        assertThat(Lab.answer(both, message(DhcpMessageType.REQUEST, UEFI), pxe(CLIENT, 4011))
                        .yiaddr())
                .isEqualTo(Ip4.ANY);
        // INFORM of a client that has an address is the address server's, options alone
        DhcpPacket informed =
                Lab.answer(both, message(DhcpMessageType.INFORM, UEFI).ciaddr(CLIENT), Lab.unicast(CLIENT));
        assertThat(informed.has(DhcpOption.SUBNET_MASK)).isTrue();
    }
}
