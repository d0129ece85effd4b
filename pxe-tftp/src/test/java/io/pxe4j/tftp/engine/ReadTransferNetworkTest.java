package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.engine.ModelClient.Manner;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A transfer against the models of real clients over a network that loses, repeats and reorders. */
class ReadTransferNetworkTest {
    private static final int BLOCK = 64;

    @Property(tries = 250)
    void theFileArrivesWhateverTheNetworkDoes(
            @ForAll long seed,
            @ForAll Manner manner,
            @ForAll("windows") int window,
            @ForAll @IntRange(min = 0, max = 200) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int around,
            @ForAll("losses") double loss,
            @ForAll("delays") long delayMicros) {
        int size = Math.max(0, blocks * BLOCK + around);
        LossyNetwork network = new LossyNetwork(seed, loss, 0.05, 0.25, delayMicros * 1000);
        Run run = new Run(network, manner, size, BLOCK, window);
        run.toTheEnd();
        assertThat(run.client.received()).isEqualTo(run.file);
    }

    /** Seeds are fixed here: how much luck costs is no property of one transfer. */
    @ParameterizedTest
    @EnumSource(Manner.class)
    void aLossCostsWindowsNotAFlood(Manner manner) {
        // No real client that ignores a gap asks for windows; it costs most.
        boolean tells = manner != Manner.IGNORES && manner != Manner.REPEATS_THE_NUMBER;
        for (double loss : new double[] {0.05, 0.2}) {
            for (int window : new int[] {1, 4, 16, 64}) {
                long sent = 0;
                long perfect = 0;
                for (int seed = 0; seed < 10; seed++) {
                    Run run = new Run(
                            new LossyNetwork(seed, loss, 0.05, 0.25, 1_000_000), manner, 150 * BLOCK, BLOCK, window);
                    run.toTheEnd();
                    sent += run.transfer.datagrams();
                    perfect += run.transfer.lastBlock() + 1;
                }
                assertThat((double) sent / perfect)
                        .as("%s, window %s, loss %s: datagrams for each block", manner, window, loss)
                        .isLessThan(loss < 0.1 ? tells ? 8 : 20 : tells ? 16 : 40);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void onAPerfectNetworkNothingIsSentTwice(int window) {
        for (Manner manner : Manner.values()) {
            if (manner == Manner.ACKNOWLEDGES_EACH && window > 1) {
                continue;
            }
            Run run = new Run(new LossyNetwork(1, 0, 0, 0, 100_000), manner, 100_000, BLOCK, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.retransmits()).as("%s", manner).isZero();
            assertThat(run.transfer.outcome()).contains(ReadOutcome.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void crossesTheRollOver(Manner manner) {
        for (int window : new int[] {1, 16}) {
            Run run = new Run(new LossyNetwork(7, 0.0005, 0.0005, 0.01, 100_000), manner, 8 * 66_000 + 3, 8, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.datagrams()).isLessThan(66_000 * 9 / 4);
        }
    }

    /** uftpd#44, rs-tftpd#49: a network that repeats every packet must not make the server repeat too. */
    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void noApprenticeConjuresUpAFlood(int window) {
        for (Manner manner : Manner.values()) {
            Run run = new Run(new LossyNetwork(3, 0, 1.0, 0, 300_000), manner, 50_000, BLOCK, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.datagrams())
                    .as("%s window %s", manner, window)
                    .isLessThan(3 * run.transfer.lastBlock());
        }
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.of(1, 2, 4, 16, 64);
    }

    @Provide
    Arbitrary<Double> losses() {
        return Arbitraries.of(0.0, 0.01, 0.05, 0.2);
    }

    @Provide
    Arbitrary<Long> delays() {
        return Arbitraries.of(50L, 1_000L, 25_000L);
    }

    private static final class Run {
        private final LossyNetwork network;
        private final AgreedOptions agreed;
        private final Manner manner;
        private ReadTransfer transfer;
        private ModelClient client;
        private final byte[] file;
        private long calls;

        Run(LossyNetwork network, Manner manner, int size, int blockSize, int window) {
            this.network = network;
            this.file = new byte[size];
            new Random(size).nextBytes(file);
            this.agreed = new AgreedOptions(Steps.OACK, blockSize, window, Optional.empty(), 0);
            this.manner = manner;
            start();
        }

        void toTheEnd() {
            // A client whose requests and answers are lost begins again, as its user would. On a bad network this can
            // happen
            // to all tries of the last block too.
            for (int attempt = 0; attempt < 5; attempt++) {
                runOnce();
                boolean lostTheEnd = network.isBad() && !client.isDone();
                if (transfer.outcome().orElseThrow() != ReadOutcome.NO_ANSWER && !lostTheEnd) {
                    break;
                }
                start();
            }
            assertThat(client.isDone()).as("ended as %s", transfer.outcome()).isTrue();
            assertThat(transfer.outcome().orElseThrow()).isIn(ReadOutcome.COMPLETED, ReadOutcome.COMPLETED_UNCONFIRMED);
        }

        private void start() {
            ReadTransfer started = ReadTransfer.start(agreed, file.length, TransferTimers.DEFAULT, network.now());
            transfer = started;
            client = new ModelClient(
                    manner,
                    agreed.blockSize(),
                    agreed.windowSize(),
                    network,
                    ack -> network.carry(() -> onAck(started, ack)));
        }

        private void runOnce() {
            request();
            pump();
            while (!transfer.isOver() && network.step()) {
                assertThat(calls++).isLessThan(5_000_000);
            }
        }

        /** The client repeats its request until something comes, as all do. */
        private void request() {
            network.at(network.now() + 1_000_000_000L, () -> {
                if (client.received().length == 0 && !client.isDone() && !transfer.isOver()) {
                    network.carry(() -> {
                        transfer.onRequestAgain(network.now());
                        pump();
                    });
                    request();
                }
            });
        }

        private void onAck(ReadTransfer addressee, int number) {
            if (addressee != transfer) {
                return;
            }
            transfer.onAck(number, network.now());
            pump();
        }

        private void pump() {
            int sent = 0;
            while (transfer.pendingCount() > 0) {
                assertThat(++sent).as("blocks for one ACK, request or alarm").isLessThanOrEqualTo(agreed.windowSize());
                long block = transfer.pendingBlock();
                transfer.onSent(1, network.now());
                if (block == 0) {
                    ModelClient addressee = client;
                    network.carry(addressee::onOack);
                    continue;
                }
                byte[] payload = new byte[transfer.length(block)];
                System.arraycopy(file, (int) transfer.position(block), payload, 0, payload.length);
                ModelClient addressee = client;
                network.carry(() -> addressee.onData((int) (block & 0xffff), Unpooled.wrappedBuffer(payload)));
            }
            if (!transfer.isOver()) {
                long deadline = transfer.deadline();
                network.at(deadline, () -> onTime(deadline));
            }
        }

        private void onTime(long deadline) {
            if (transfer.isOver() || transfer.deadline() != deadline) {
                return;
            }
            transfer.onTime(network.now());
            assertThat(transfer.isOver() || transfer.pendingCount() > 0 || transfer.deadline() > network.now())
                    .as("a deadline that has passed leads to something")
                    .isTrue();
            pump();
        }
    }
}
