package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.engine.ModelClient.Manner;
import java.util.Optional;
import java.util.Random;

/** One {@link ReadTransfer} and one {@link ModelClient} with a {@link LossyNetwork} between them, on a virtual clock. */
final class Simulation {
    private final LossyNetwork network;
    private final AgreedOptions agreed;
    private final Manner manner;
    ReadTransfer transfer;
    ModelClient client;
    final byte[] file;
    /** Datagrams of all attempts. */
    long datagrams;

    private long calls;

    Simulation(LossyNetwork network, Manner manner, int size, int blockSize, int window) {
        this.network = network;
        this.file = new byte[size];
        new Random(size).nextBytes(file);
        this.agreed = new AgreedOptions(Steps.OACK, blockSize, window, Optional.empty(), 0);
        this.manner = manner;
        start();
    }

    void toTheEnd() {
        // A client whose requests and answers are lost begins again, as its user would. On a bad network this can
        // happen to all tries of the last block too.
        for (int attempt = 0; attempt < 5; attempt++) {
            runOnce();
            datagrams += transfer.datagrams();
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
