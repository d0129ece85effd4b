package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@link FileSender} and a {@link WriteTransfer} over a network that loses, repeats and reorders. */
class WriteTransferNetworkTest {
    private static final int BLOCK = 64;

    @Property(tries = 200)
    void theFileArrivesWholeOrTheSenderKnowsThatItDidNot(
            @ForAll long seed,
            @ForAll("windows") int window,
            @ForAll @IntRange(min = 0, max = 150) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int around,
            @ForAll("losses") double loss,
            @ForAll("delays") long delayMicros,
            @ForAll boolean slowStore) {
        LossyNetwork network = new LossyNetwork(seed, loss, 0.05, 0.25, delayMicros * 1000);
        Run run = new Run(network, Math.max(0, blocks * BLOCK + around), window, slowStore);
        run.toTheEnd();
        if (run.sender.isDone()) {
            assertThat(run.stored).isTrue();
        }
        if (run.stored) {
            assertThat(run.received.toByteArray()).isEqualTo(run.file);
        }
        if (!network.isBad()) {
            assertThat(run.sender.isDone()).as("%s", run.sender.failure()).isTrue();
        }
    }

    /** Its last ACK is lost, and then what the sender sends again, until it sends the lowest block of the window alone. */
    @Test
    void aSenderThatDoubtsTheReceiverIsStillAnswered() {
        theFileArrivesWholeOrTheSenderKnowsThatItDidNot(300_331, 4, 3, 0, 0.05, 50, true);
        theFileArrivesWholeOrTheSenderKnowsThatItDidNot(300_331, 16, 3, 0, 0.05, 25_000, true);
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void onAPerfectNetworkNothingIsSentTwice(int window) {
        Run run = new Run(new LossyNetwork(1, 0, 0, 0, 100_000), 100_000, window, false);
        run.toTheEnd();
        assertThat(run.sender.isDone()).isTrue();
        assertThat(run.received.toByteArray()).isEqualTo(run.file);
        assertThat(run.sender.retransmits()).isZero();
        assertThat(run.receiver.retransmits()).isZero();
        assertThat(run.receiver.unwanted()).isZero();
        long data = 100_000 / BLOCK + 1;
        assertThat(run.receiver.datagrams()).isEqualTo(1 + (data + window - 1) / window);
    }

    /** A network that repeats every packet must not make the two repeat each other's repetitions. */
    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void noApprenticeConjuresUpAFlood(int window) {
        Run run = new Run(new LossyNetwork(3, 0, 1.0, 0, 300_000), 50_000, window, false);
        run.toTheEnd();
        assertThat(run.sender.isDone()).isTrue();
        assertThat(run.received.toByteArray()).isEqualTo(run.file);
        assertThat(run.dataSent).isLessThan(3 * (50_000 / BLOCK));
        assertThat(run.receiver.datagrams()).isLessThan(2 * (50_000 / BLOCK) / window + 20);
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
        private final TftpOptions options;
        private final byte[] file;
        private final boolean slowStore;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final FileSender sender;
        private final WriteTransfer receiver;
        private boolean requested;
        private boolean storing;
        private boolean stored;
        private long dataSent;

        Run(LossyNetwork network, int size, int window, boolean slowStore) {
            this.network = network;
            this.slowStore = slowStore;
            this.file = new byte[size];
            new Random(size).nextBytes(file);
            this.options = TftpOptions.of("blksize", "" + BLOCK, "windowsize", "" + window);
            this.agreed = AgreedOptions.of(options);
            this.sender =
                    FileSender.start(TftpRequest.write("f", options), size, Duration.ofSeconds(1), 6, network.now());
            this.receiver = WriteTransfer.start(agreed, TransferTimers.DEFAULT, network.now());
        }

        void toTheEnd() {
            network.carry(this::onRequest);
            armSender();
            for (int calls = 0; !sender.isOver() && network.step(); calls++) {
                assertThat(calls).isLessThan(2_000_000);
            }
            assertThat(sender.isOver()).isTrue();
        }

        private void onRequest() {
            if (requested) {
                receiver.onRequestAgain(network.now());
            }
            requested = true;
            pumpReceiver();
        }

        private void pumpReceiver() {
            if (receiver.isWhole() && !storing) {
                storing = true;
                network.at(network.now() + (slowStore ? 400_000_000 : 0), () -> {
                    stored = true;
                    receiver.onStored(network.now());
                    pumpReceiver();
                });
            }
            if (receiver.isAckPending()) {
                TftpPacket packet = receiver.isFirst() ? new TftpOack(options) : new TftpAck(receiver.ackNumber());
                receiver.onSent(network.now());
                network.carry(() -> {
                    assertThat(sender.onPacket(packet, network.now())).isEmpty();
                    pumpSender();
                });
            }
            if (!receiver.isOver()) {
                long deadline = receiver.deadline();
                network.at(deadline, () -> {
                    if (!receiver.isOver() && receiver.deadline() == deadline) {
                        receiver.onTime(network.now());
                        assertThat(receiver.isOver() || receiver.isAckPending() || receiver.deadline() > network.now())
                                .isTrue();
                        pumpReceiver();
                    }
                });
            }
        }

        private void onData(int number, ByteBuf payload) {
            if (slowStore && !receiver.isHeld() && receiver.blocks() % 7 == 3) {
                receiver.hold();
                network.at(network.now() + 30_000_000, () -> {
                    receiver.proceed(network.now());
                    pumpReceiver();
                });
            }
            if (receiver.onData(number, payload.readableBytes(), network.now())) {
                received.writeBytes(ByteBufUtil.getBytes(payload));
            }
            pumpReceiver();
        }

        private void pumpSender() {
            while (sender.pendingCount() > 0) {
                long block = sender.pendingBlock();
                int from = (int) ((block - 1) * BLOCK);
                ByteBuf payload = Unpooled.wrappedBuffer(file, from, Math.min(BLOCK, file.length - from));
                sender.onSent(1, network.now());
                dataSent++;
                network.carry(() -> onData(BlockNumbers.onWire(block, 0), payload.duplicate()));
            }
            armSender();
        }

        private void armSender() {
            if (sender.isOver()) {
                return;
            }
            long deadline = sender.deadline();
            network.at(deadline, () -> {
                if (!sender.isOver() && sender.deadline() == deadline) {
                    sender.onTime(network.now()).ifPresent(request -> network.carry(this::onRequest));
                    pumpSender();
                }
            });
        }
    }
}
