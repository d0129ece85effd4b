package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker and the loop run when the test says so. */
class WriteBehindTest {
    private static final int CHUNK = 16 << 10;

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final Sink sink = new Sink();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private int changes;
    private final WriteBehind store = new WriteBehind(sink, 512, worker::add, loop::add, allocator, () -> changes++);

    @AfterEach
    void nothingLeaks() {
        Futures.ignore(store.close());
        runAll();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void gathersBlocksAndWritesThemTogether() {
        byte[] file = TftpServerTest.random(CHUNK + 100);
        for (int at = 0; at < file.length; at += 512) {
            store.add(Unpooled.wrappedBuffer(file, at, Math.min(512, file.length - at)));
        }
        assertThat(worker).hasSize(1);
        runAll();
        assertThat(sink.octets.size()).isEqualTo(CHUNK);
        store.finish();
        assertThat(store.isStored()).isFalse();
        runAll();
        assertThat(store.isStored()).isTrue();
        assertThat(sink.octets.toByteArray()).isEqualTo(file);
        assertThat(sink.calls).containsExactly("write", "write", "complete");
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void hasOneTaskInTheWorkerAtATime() {
        fill(4 * CHUNK);
        assertThat(worker).hasSize(1);
        worker.remove().run();
        assertThat(worker).isEmpty();
        loop.remove().run();
        assertThat(worker).hasSize(1);
    }

    /** The bound: four chunks and the window on its way. */
    @Test
    void saysWhenTheNextWindowDoesNotFit() {
        fill(4 * CHUNK - 512);
        assertThat(store.hasRoom()).isTrue();
        fill(512);
        assertThat(store.hasRoom()).isFalse();
        runAll();
        assertThat(store.hasRoom()).isTrue();
    }

    @Test
    void aWindowThatIsLargerThanAllElseStillFits() {
        WriteBehind wide = new WriteBehind(sink, 8 << 20, worker::add, loop::add, allocator, () -> {});
        assertThat(wide.hasRoom()).isTrue();
        wide.add(Unpooled.wrappedBuffer(new byte[8 << 20]));
        assertThat(wide.hasRoom()).isTrue();
        wide.add(Unpooled.wrappedBuffer(new byte[1]));
        assertThat(wide.hasRoom()).isFalse();
        Futures.ignore(wide.close());
    }

    @Test
    void aFailureEndsIt() {
        sink.failure = new IOException("on purpose");
        fill(CHUNK);
        runAll();
        assertThat(store.failure()).hasMessage("on purpose");
        assertThat(changes).isEqualTo(1);
        fill(3 * CHUNK);
        store.finish();
        assertThat(worker).isEmpty();
        Futures.ignore(store.close());
        runAll();
        assertThat(sink.calls).containsExactly("write", "abort");
    }

    @Test
    void aSinkThatThrowsAnythingFails() {
        sink.failure = new IllegalStateException("on purpose");
        store.finish();
        runAll();
        assertThat(store.failure()).hasRootCauseMessage("on purpose");
        assertThat(store.isStored()).isFalse();
    }

    @Test
    void closedInTheMiddleItAborts() {
        fill(CHUNK + 5);
        var discarded = store.close();
        assertThat(discarded).isNotDone();
        runAll();
        assertThat(discarded).isDone();
        assertThat(sink.calls).containsExactly("write", "abort");
        fill(5);
        store.finish();
        assertThat(worker).isEmpty();
    }

    @Test
    void closedBehindTheEndItKeepsTheFile() {
        store.finish();
        runAll();
        assertThat(store.close()).isDone();
        runAll();
        assertThat(sink.calls).containsExactly("complete");
    }

    @Test
    void closedWhileTheFileIsStoredItKeepsIt() {
        store.finish();
        var discarded = store.close();
        runAll();
        assertThat(discarded).isDone();
        assertThat(sink.calls).containsExactly("complete");
    }

    @Test
    void withoutAWorkerItFails() {
        WriteBehind refused = new WriteBehind(
                sink,
                512,
                task -> {
                    throw new RejectedExecutionException();
                },
                loop::add,
                allocator,
                () -> {});
        refused.finish();
        assertThat(refused.failure()).hasMessageContaining("no worker");
        assertThat(refused.close()).isDone();
        assertThat(sink.calls).containsExactly("abort");
    }

    /** The server is closed, and its loop with it, while a worker writes. */
    @Test
    void withoutALoopTheWorkerCleansUp() {
        WriteBehind orphan = new WriteBehind(
                sink,
                512,
                worker::add,
                task -> {
                    throw new RejectedExecutionException();
                },
                allocator,
                () -> {});
        orphan.add(Unpooled.wrappedBuffer(new byte[CHUNK]));
        runAll();
        assertThat(sink.calls).containsExactly("write", "abort");
    }

    @Test
    void aSinkThatDoesNotBlockIsWrittenToAtOnce() {
        sink.blocks = false;
        fill(100);
        store.finish();
        assertThat(sink.calls).containsExactly("write", "complete");
        assertThat(store.isStored()).isTrue();
        assertThat(worker).isEmpty();
    }

    @Test
    void aSinkThatDoesNotBlockFailsAtOnce() {
        sink.blocks = false;
        sink.failure = new IOException("on purpose");
        fill(100);
        assertThat(store.failure()).hasMessage("on purpose");
        Futures.ignore(store.close());
        assertThat(sink.calls).containsExactly("write", "abort");
    }

    private void fill(int octets) {
        for (int at = 0; at < octets; at += 512) {
            store.add(Unpooled.wrappedBuffer(new byte[Math.min(512, octets - at)]));
        }
    }

    private void runAll() {
        while (!worker.isEmpty() || !loop.isEmpty()) {
            while (!worker.isEmpty()) {
                worker.remove().run();
            }
            while (!loop.isEmpty()) {
                loop.remove().run();
            }
        }
    }

    private static final class Sink implements TftpSink {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final List<String> calls = new ArrayList<>();
        private Exception failure;
        private boolean blocks = true;

        @Override
        public void write(ByteBuf data) throws IOException {
            calls.add("write");
            fail();
            octets.writeBytes(ByteBufUtil.getBytes(data));
        }

        @Override
        public void complete() throws IOException {
            calls.add("complete");
            fail();
        }

        private void fail() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
        }

        @Override
        public void abort() {
            calls.add("abort");
        }

        @Override
        public boolean mayBlock() {
            return blocks;
        }
    }
}
