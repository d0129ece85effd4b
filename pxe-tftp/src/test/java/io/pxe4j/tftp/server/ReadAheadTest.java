package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Workers and loop are queues that the test empties by hand. */
class ReadAheadTest {
    private static final int CHUNK = 64 << 10;

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private int calls;

    @Test
    void readsOneChunkAhead() throws IOException {
        Bytes bytes = new Bytes(4 * CHUNK);
        ReadAhead reader = reader(bytes, 512);
        assertThat(reader.isReady(0, 512)).isFalse();
        settle();
        assertThat(calls).isEqualTo(1);
        assertThat(reader.isReady(0, 512)).isTrue();
        read(reader, bytes, 0, 512);
        assertThat(worker).isEmpty();
        read(reader, bytes, CHUNK / 2, 512);
        assertThat(worker).hasSize(1);
        settle();
        assertThat(calls).as("nobody waited for it").isEqualTo(1);
        assertThat(reader.isReady(CHUNK - 100, 512))
                .as("a block that straddles two chunks")
                .isTrue();
        read(reader, bytes, CHUNK - 100, 512);
        assertThat(bytes.reads).isEqualTo(2);
        reader.close();
        settle();
        assertThat(bytes.closed).isEqualTo(1);
    }

    @Property(tries = 100)
    void whatIsReadyIsRight(
            @ForAll @IntRange(min = 1, max = 300_000) int size,
            @ForAll @IntRange(min = 1, max = 100_000) int window,
            @ForAll @IntRange(max = 300_000) int from,
            @ForAll @IntRange(max = 100_000) int length)
            throws IOException {
        Bytes bytes = new Bytes(size);
        ReadAhead reader = reader(bytes, window);
        int position = Math.min(from, size);
        int count = Math.min(Math.min(length, window), size - position);
        for (int i = 0; i < 4 && !reader.isReady(position, count); i++) {
            settle();
        }
        assertThat(reader.isReady(position, count)).isTrue();
        read(reader, bytes, position, count);
        reader.close();
        settle();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void theEmptyLastBlockNeedsNoRead() {
        ReadAhead reader = reader(new Bytes(0), 512);
        assertThat(reader.isReady(0, 0)).isTrue();
        assertThat(worker).isEmpty();
    }

    @Test
    void aFailureComesOutWhenTheOctetsAreRead() {
        Bytes broken = new Bytes(10) {
            @Override
            public void read(long position, int length, ByteBuf target) throws IOException {
                throw new IOException("broken");
            }
        };
        ReadAhead reader = reader(broken, 512);
        assertThat(reader.isReady(0, 10)).isFalse();
        settle();
        assertThat(reader.isReady(0, 10)).isTrue();
        assertThatThrownBy(() -> reader.read(0, 10, Unpooled.buffer())).hasMessage("broken");
        reader.close();
        settle();
        assertThat(broken.closed).isEqualTo(1);
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void contentThatGivesTooLittleFails() {
        Bytes little = new Bytes(10) {
            @Override
            public void read(long position, int length, ByteBuf target) {
                target.writeZero(length - 1);
            }
        };
        ReadAhead reader = reader(little, 512);
        assertThat(reader.isReady(0, 10)).isFalse();
        settle();
        assertThatThrownBy(() -> reader.read(0, 10, Unpooled.buffer())).hasMessageContaining("9 octets");
        reader.close();
    }

    @Test
    void contentThatIsBeingReadIsClosedAfterwards() {
        Bytes bytes = new Bytes(10);
        ReadAhead reader = reader(bytes, 512);
        assertThat(reader.isReady(0, 10)).isFalse();
        reader.close();
        reader.close();
        assertThat(bytes.closed).isZero();
        settle();
        assertThat(bytes.closed).isEqualTo(1);
        assertThat(calls).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aBusyWorkerIsAFailureAndALoopThatEndedLeaksNothing() {
        Bytes bytes = new Bytes(10);
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };
        ReadAhead busy = new ReadAhead(bytes, 512, refusing, loop::add, allocator, () -> calls++);
        assertThat(busy.isReady(0, 10)).isFalse();
        assertThatThrownBy(() -> busy.read(0, 10, Unpooled.buffer())).hasMessageContaining("no worker");
        busy.close();
        assertThat(bytes.closed).isEqualTo(1);

        Bytes other = new Bytes(10);
        ReadAhead orphan = new ReadAhead(other, 512, worker::add, refusing, allocator, () -> calls++);
        assertThat(orphan.isReady(0, 10)).isFalse();
        settle();
        assertThat(other.closed).isEqualTo(1);
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    private ReadAhead reader(TftpContent content, long window) {
        return new ReadAhead(content, window, worker::add, loop::add, allocator, () -> calls++);
    }

    private void settle() {
        while (!worker.isEmpty() || !loop.isEmpty()) {
            (worker.isEmpty() ? loop : worker).remove().run();
        }
    }

    private static void read(ReadAhead reader, Bytes bytes, int position, int length) throws IOException {
        ByteBuf target = Unpooled.buffer();
        reader.read(position, length, target);
        assertThat(ByteBufUtil.getBytes(target))
                .isEqualTo(Arrays.copyOfRange(bytes.bytes, position, position + length));
    }

    private static class Bytes implements TftpContent {
        private final byte[] bytes;
        int reads;
        int closed;

        Bytes(int size) {
            bytes = TftpServerTest.random(size);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, int length, ByteBuf target) throws IOException {
            reads++;
            target.writeBytes(bytes, (int) position, length);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
