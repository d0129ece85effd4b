package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Workers and loop are queues that the test empties by hand. */
class ReadAheadTest {
    private static final int PART = 1 << 20;

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    private ReadAheadBudget budget = new ReadAheadBudget(64 * PART);
    private int calls;

    @Test
    void readsOnePartAhead() throws IOException {
        Pattern content = new Pattern(1, 8 * PART);
        ReadAhead reader = reader(content);
        assertThat(reader.isReady(0, 512)).isFalse();
        settle();
        assertThat(calls).isEqualTo(1);
        read(reader, content, 0, 512);
        assertThat(worker).isEmpty();
        read(reader, content, PART / 2, 512);
        assertThat(worker).hasSize(1);
        settle();
        assertThat(calls).as("nobody waited for it").isEqualTo(1);
        read(reader, content, PART - 100, 512);
        assertThat(content.reads.get()).isEqualTo(2);
        reader.close();
        settle();
        assertThat(content.closed.get()).isEqualTo(1);
        assertThat(budget.used()).isZero();
    }

    @Test
    void readsWhatIsNeededAndHoldsNothingWhenTheBudgetIsUsedUp() throws IOException {
        budget = new ReadAheadBudget(0);
        Pattern content = new Pattern(2, 8 * PART);
        ReadAhead reader = reader(content);
        for (int block = 0; block < 5; block++) {
            assertThat(reader.isReady(block * 1428L, 1428)).isFalse();
            settle();
            assertThat(budget.used()).isEqualTo(1428);
            read(reader, content, block * 1428L, 1428);
            assertThat(budget.used()).isZero();
            assertThat(worker).isEmpty();
        }
        reader.close();
        settle();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void tenThousandTransfersStayWithinTheBudget() {
        budget = new ReadAheadBudget(PART);
        for (int i = 0; i < 10_000; i++) {
            budget.take(0, PART);
        }
        assertThat(budget.used()).isLessThanOrEqualTo(PART);
    }

    @Test
    void goesBackToWhatItHasLetGo() throws IOException {
        Pattern content = new Pattern(3, 8 * PART);
        ReadAhead reader = reader(content);
        ready(reader, 3 * PART, 100);
        read(reader, content, 3 * PART, 100);
        ready(reader, 10, 100);
        read(reader, content, 10, 100);
        reader.close();
    }

    @Property(tries = 50)
    void whatIsReadyIsRight(
            @ForAll @IntRange(min = 1, max = 300_000) int size,
            @ForAll @IntRange(max = 200_000) int allowed,
            @ForAll @IntRange(min = 500, max = 65_000) int window,
            @ForAll @IntRange(max = 300_000) int from)
            throws IOException {
        budget = new ReadAheadBudget(allowed);
        Pattern content = new Pattern(size, size);
        ReadAhead reader = reader(content);
        for (long position = Math.min(from, size); position < size; position += window) {
            int count = (int) Math.min(window, size - position);
            ready(reader, position, count);
            read(reader, content, position, count);
        }
        reader.close();
        settle();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void theEmptyLastBlockNeedsNoRead() throws IOException {
        ReadAhead reader = reader(new Pattern(4, 0));
        assertThat(reader.isReady(0, 0)).isTrue();
        reader.read(0, 0, Unpooled.buffer());
        assertThat(worker).isEmpty();
    }

    @Test
    void aFailureComesOutWhenTheOctetsAreRead() {
        Pattern broken = new Pattern(5, 10);
        broken.failure = new IOException("broken");
        ReadAhead reader = reader(broken);
        assertThat(reader.isReady(0, 10)).isFalse();
        settle();
        assertThat(reader.isReady(0, 10)).isTrue();
        assertThatThrownBy(() -> reader.read(0, 10, Unpooled.buffer())).hasMessage("broken");
        reader.close();
        settle();
        assertThat(broken.closed.get()).isEqualTo(1);
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void contentThatGivesTooLittleFails() {
        ReadAhead reader = reader(new Pattern(6, 10) {
            @Override
            public void read(long position, int length, ByteBuf target) {
                target.writeZero(length - 1);
            }
        });
        assertThat(reader.isReady(0, 10)).isFalse();
        settle();
        assertThatThrownBy(() -> reader.read(0, 10, Unpooled.buffer())).hasMessageContaining("9 octets");
        reader.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void contentThatIsBeingReadIsClosedAfterwards() {
        Pattern content = new Pattern(7, 10);
        ReadAhead reader = reader(content);
        assertThat(reader.isReady(0, 10)).isFalse();
        reader.close();
        reader.close();
        assertThat(content.closed.get()).isZero();
        settle();
        assertThat(content.closed.get()).isEqualTo(1);
        assertThat(calls).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void aBusyWorkerIsAFailureAndALoopThatEndedLeaksNothing() {
        Pattern content = new Pattern(8, 10);
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };
        ReadAhead busy = new ReadAhead(content, budget, refusing, loop::add, allocator, () -> calls++);
        assertThat(busy.isReady(0, 10)).isFalse();
        assertThatThrownBy(() -> busy.read(0, 10, Unpooled.buffer())).hasMessageContaining("no worker");
        busy.close();
        assertThat(content.closed.get()).isEqualTo(1);

        Pattern other = new Pattern(9, 10);
        ReadAhead orphan = new ReadAhead(other, budget, worker::add, refusing, allocator, () -> calls++);
        assertThat(orphan.isReady(0, 10)).isFalse();
        settle();
        assertThat(other.closed.get()).isEqualTo(1);
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    private ReadAhead reader(Pattern content) {
        return new ReadAhead(content, budget, worker::add, loop::add, allocator, () -> calls++);
    }

    private void ready(ReadAhead reader, long position, int length) {
        for (int i = 0; i < 4 && !reader.isReady(position, length); i++) {
            settle();
        }
        assertThat(reader.isReady(position, length)).isTrue();
    }

    private void settle() {
        while (!worker.isEmpty() || !loop.isEmpty()) {
            (worker.isEmpty() ? loop : worker).remove().run();
        }
    }

    private static void read(ReadAhead reader, Pattern content, long position, int length) throws IOException {
        assertThat(reader.isReady(position, length)).isTrue();
        ByteBuf target = Unpooled.buffer(length);
        reader.read(position, length, target);
        assertThat(target.readableBytes()).isEqualTo(length);
        for (int i = 0; i < length; i++) {
            if (target.getByte(i) != Pattern.octet(content.seed, position + i)) {
                throw new AssertionError("octet " + (position + i) + " is wrong");
            }
        }
    }
}
