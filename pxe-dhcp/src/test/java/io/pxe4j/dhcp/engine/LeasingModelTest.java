package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random conversations of a few clients with two servers on one store, some of whose operations fail, against what must hold whatever
 * happens.
 */
class LeasingModelTest {
    private static final int CLIENTS = 6;
    private static final Ip4 FIRST = ip("10.0.0.50");
    private static final int ADDRESSES = 4;
    private static final Ip4 KEPT = ip("10.0.0.51");

    enum Kind {
        DISCOVER,
        DISCOVER_WANTING,
        TAKE_OFFER,
        SELECT,
        REBOOT,
        RENEW,
        REBIND,
        RELEASE,
        DECLINE,
        INFORM,
        RAPID,
        WAIT,
        STORE_FAULT
    }

    record Step(Kind kind, int server, int client, int number) {}

    @Provide
    Arbitrary<List<Step>> conversations() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, CLIENTS - 1),
                        Arbitraries.integers().between(0, 40))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }

    /** What the clients believe: who has which address, and until when. */
    private record Promise(int client, Instant ends) {}

    private static final class World {
        private final Lab lab = new Lab();
        private final FaultyLeaseStore store = new FaultyLeaseStore();
        private final List<DhcpLeasing> servers = List.of(server(), server());
        private final Map<Ip4, Promise> promises = new HashMap<>();
        private final Map<Integer, Ip4> offers = new HashMap<>();

        private DhcpLeasing server() {
            return DhcpLeasing.builder()
                    .subnet(Subnet.builder("10.0.0.0/24")
                            .pool(AddressPool.of(FIRST, new Ip4(FIRST.bits() + ADDRESSES - 1)))
                            .build())
                    .host(Host.builder(LeaseClient.mac(0)).address(KEPT).build())
                    .leaseTime(Duration.ofMinutes(5))
                    .offerTime(Duration.ofSeconds(30))
                    .declineTime(Duration.ofMinutes(10))
                    .leaseCaching(0.25)
                    .rapidCommit(true)
                    .authoritative(true)
                    .store(store)
                    .build(lab.context());
        }

        void run(Step step) {
            Ip4 some = new Ip4(FIRST.bits() + step.number % (ADDRESSES + 2));
            Ip4 own = promises.entrySet().stream()
                    .filter(one -> one.getValue().client == step.client)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(some);
            switch (step.kind) {
                case DISCOVER -> say(step, writer(step, DhcpMessageType.DISCOVER));
                case DISCOVER_WANTING ->
                    say(step, writer(step, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, some));
                case RAPID -> say(step, writer(step, DhcpMessageType.DISCOVER).set(DhcpOption.RAPID_COMMIT, true));
                case TAKE_OFFER -> select(step, offers.getOrDefault(step.client, some));
                case SELECT -> select(step, some);
                case REBOOT -> say(step, writer(step, DhcpMessageType.REQUEST).set(DhcpOption.REQUESTED_ADDRESS, own));
                case RENEW, REBIND ->
                    say(step, writer(step, DhcpMessageType.REQUEST).ciaddr(own));
                case RELEASE -> say(step, writer(step, DhcpMessageType.RELEASE).ciaddr(own));
                case DECLINE -> say(step, writer(step, DhcpMessageType.DECLINE).set(DhcpOption.REQUESTED_ADDRESS, own));
                case INFORM -> say(step, writer(step, DhcpMessageType.INFORM).ciaddr(some));
                case WAIT -> lab.advance(Duration.ofSeconds(step.number * 8L));
                case STORE_FAULT -> store.fail(FaultyLeaseStore.Fault.values()[step.number % 4], step.number / 4 % 4);
            }
        }

        private void select(Step step, Ip4 address) {
            say(
                    step,
                    writer(step, DhcpMessageType.REQUEST)
                            .set(DhcpOption.SERVER_IDENTIFIER, Lab.SERVER)
                            .set(DhcpOption.REQUESTED_ADDRESS, address));
        }

        private static DhcpPacketWriter writer(Step step, DhcpMessageType type) {
            return DhcpPacketWriter.request(type, LeaseClient.mac(step.client));
        }

        private void say(Step step, DhcpPacketWriter message) {
            DhcpPacket request = Lab.packet(message);
            CompletableFuture<DhcpOutcome> stage =
                    servers.get(step.server).handle(request, Lab.BROADCAST).toCompletableFuture();
            lab.runLoop();
            if (!stage.isDone()) {
                lab.advance(Duration.ofSeconds(1));
                servers.get(step.server).tick();
            }
            DhcpOutcome outcome = stage.join();
            if (outcome instanceof DhcpReply reply) {
                answered(step, request, reply);
            } else {
                dropped(step, request, ((DhcpDrop) outcome).reason());
            }
            checkStore();
        }

        private void answered(Step step, DhcpPacket request, DhcpReply reply) {
            DhcpPacket answer = Lab.packet(reply.message());
            if (reply.type().equals(DhcpMessageType.NAK)) {
                assertThat(answer.yiaddr().isAny()
                                && answer.ciaddr().isAny()
                                && answer.siaddr().isAny())
                        .isTrue();
                assertThat(answer.has(DhcpOption.LEASE_TIME)).isFalse();
                promises.values().removeIf(one -> one.client == step.client);
                return;
            }
            if (request.is(DhcpMessageType.INFORM)) {
                assertThat(answer.yiaddr().isAny()).isTrue();
                return;
            }
            Ip4 address = answer.yiaddr();
            assertThat(address).isBetween(FIRST, new Ip4(FIRST.bits() + ADDRESSES - 1));
            assertThat(address.equals(KEPT) && step.client != 0).isFalse();
            assertNobodyElse(step.client, address);
            if (reply.type().equals(DhcpMessageType.OFFER)) {
                offers.put(step.client, address);
                return;
            }
            Instant ends = lab.now().plus(answer.get(DhcpOption.LEASE_TIME).orElseThrow());
            Lease stored = store.inner
                    .findByAddress(address)
                    .toCompletableFuture()
                    .join()
                    .orElseThrow();
            assertThat(stored.state()).isEqualTo(LeaseState.ACTIVE);
            assertThat(stored.client()).isEqualTo(ClientKey.of(LeaseClient.mac(step.client)));
            assertThat(stored.ends()).isEqualTo(ends);
            promises.values().removeIf(one -> one.client == step.client);
            promises.put(address, new Promise(step.client, ends));
        }

        private void assertNobodyElse(int client, Ip4 address) {
            Promise other = promises.get(address);
            if (other != null && other.client != client) {
                assertThat(other.ends)
                        .as("%s is still %d's", address, other.client)
                        .isBeforeOrEqualTo(lab.now());
            }
        }

        private void dropped(Step step, DhcpPacket request, DropReason reason) {
            assertThat(reason).isNotIn(DropReason.INTERNAL_ERROR, DropReason.ALREADY_WORKING);
            // Who gives an address back has it no more, whether the server has written that down or not.
            boolean givesBack = request.is(DhcpMessageType.RELEASE) || request.is(DhcpMessageType.DECLINE);
            // Who asks for a new address uses none, and a store that fails between two writes may have lost the old
            // one.
            boolean startsOver = reason == DropReason.STORE_FAILED || reason == DropReason.STORE_LATE;
            boolean hasNone = request.is(DhcpMessageType.DISCOVER) || request.has(DhcpOption.SERVER_IDENTIFIER);
            if (givesBack || startsOver && hasNone) {
                promises.values().removeIf(one -> one.client == step.client);
            }
        }

        /** Each client that believes in an address is right: nobody else has a lease of it. */
        private void checkStore() {
            for (int i = 0; i < ADDRESSES; i++) {
                Ip4 address = new Ip4(FIRST.bits() + i);
                Promise promise = promises.get(address);
                if (promise == null || !promise.ends.isAfter(lab.now())) {
                    continue;
                }
                store.inner
                        .findByAddress(address)
                        .toCompletableFuture()
                        .join()
                        .filter(lease -> lease.state() == LeaseState.ACTIVE)
                        .ifPresent(lease ->
                                assertThat(lease.client()).isEqualTo(ClientKey.of(LeaseClient.mac(promise.client))));
            }
        }
    }

    @Property(tries = 400)
    void noAddressHasTwoHoldersAndNothingIsPromisedThatIsNotStored(@ForAll("conversations") List<Step> steps) {
        World world = new World();
        steps.forEach(world::run);
    }
}
