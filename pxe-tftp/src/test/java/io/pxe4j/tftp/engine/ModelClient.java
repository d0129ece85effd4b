package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;

/** A simulated read client with one of the manners of the real ones. Keeps nothing that is out of order. */
final class ModelClient {
    /** What it does with a block that it does not expect. */
    enum Manner {
        /** One ACK for each (EDK2, iPXE, PXELINUX). */
        ACKNOWLEDGES_ALL(4_000, 6),
        /** One ACK for a gap, duplicates ignored (RFC 7440's example, atftp). */
        ACKNOWLEDGES_A_GAP(1_000, 10),
        /** Ignores it (busybox, curl); its own timer helps. */
        IGNORES(1_000, 12),
        /** The number of the old block itself; nothing for a later one (GRUB). */
        REPEATS_THE_NUMBER(1_000, 40),
        /** An ACK for every single block in order, whatever the window; duplicates too. */
        ACKNOWLEDGES_EACH(1_000, 10);

        private final long timerMillis;
        private final int tries;

        Manner(long timerMillis, int tries) {
            this.timerMillis = timerMillis;
            this.tries = tries;
        }
    }

    private final Manner manner;
    private final int blockSize;
    private final int window;
    private final LossyNetwork network;
    private final IntConsumer acks;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private long expected = 1;
    private int sinceAck;
    private boolean gapTold;
    private boolean gotOack;
    private boolean done;
    private int tries;
    private long timer;

    ModelClient(Manner manner, int blockSize, int window, LossyNetwork network, IntConsumer acks) {
        this.manner = manner;
        this.blockSize = blockSize;
        this.window = window;
        this.network = network;
        this.acks = acks;
    }

    byte[] received() {
        return received.toByteArray();
    }

    boolean isDone() {
        return done;
    }

    void onOack() {
        if (expected == 1) {
            gotOack = true;
            acknowledge();
        }
    }

    void onData(int number, ByteBuf payload) {
        if (done) {
            // None of them dallies for ever, but curl acknowledges the last block again.
            if (number == (int) (expected - 1 & 0xffff)) {
                acks.accept(number);
            }
            return;
        }
        int ahead = (short) (number - (int) expected);
        if (ahead != 0 || !gotOack) {
            onUnexpected(number, ahead);
            return;
        }
        received.writeBytes(io.netty.buffer.ByteBufUtil.getBytes(payload));
        expected++;
        sinceAck++;
        gapTold = false;
        tries = 0;
        done = payload.readableBytes() < blockSize;
        if (done || sinceAck >= window || manner == Manner.ACKNOWLEDGES_EACH) {
            acknowledge();
        } else {
            arm();
        }
    }

    private void onUnexpected(int number, int ahead) {
        if (!gotOack) {
            return;
        }
        switch (manner) {
            case ACKNOWLEDGES_ALL, ACKNOWLEDGES_EACH -> acknowledge();
            case ACKNOWLEDGES_A_GAP -> {
                if (ahead > 0 && !gapTold) {
                    gapTold = true;
                    acknowledge();
                }
            }
            case REPEATS_THE_NUMBER -> {
                if (ahead < 0) {
                    acks.accept(number);
                }
            }
            case IGNORES -> {}
        }
    }

    private void acknowledge() {
        sinceAck = 0;
        acks.accept((int) (expected - 1 & 0xffff));
        arm();
    }

    private void arm() {
        long mine = ++timer;
        network.at(network.now() + manner.timerMillis * 1_000_000, () -> {
            if (mine == timer && !done && ++tries <= manner.tries) {
                gapTold = false;
                acknowledge();
            }
        });
    }
}
