package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.engine.ContentIdentity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Workers and loop are queues that the test empties by hand. */
class ContentCacheTest {
    private static final int SIZE = 1 << 20;

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final UnpooledByteBufAllocator cached = new UnpooledByteBufAllocator(true, true);
    private final UnpooledByteBufAllocator own = new UnpooledByteBufAllocator(true, true);
    private final ReadAheadBudget budget = new ReadAheadBudget(1 << 20);
    private ContentCache cache = new ContentCache(4 * SIZE, worker::add, cached);
    private int calls;

    @Test
    void manyTransfersThatMissOneChunkCauseOneRead() throws IOException {
        List<Pattern> contents = new ArrayList<>();
        List<BlockSource> transfers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Pattern content = new Pattern(1, SIZE);
            contents.add(content);
            transfers.add(open(content, 1428));
            assertThat(transfers.get(i).isReady(1, 4)).isFalse();
        }
        settle();
        assertThat(calls).isEqualTo(50);
        for (BlockSource transfer : transfers) {
            expectReady(transfer, contents.get(0), 1428, 1, 4);
        }
        assertThat(contents.stream().mapToInt(content -> content.reads.get()).sum())
                .isOne();
        assertThat(contents.stream().filter(content -> content.closed.get() == 1))
                .as("one stays open for all")
                .hasSize(49);
        transfers.forEach(BlockSource::close);
        settle();
        assertThat(contents).allMatch(content -> content.closed.get() == 1);
        assertThat(count(TftpCounter.CACHE_HITS)).isEqualTo(49);
        assertThat(count(TftpCounter.CACHE_FILLS)).isOne();
    }

    @Test
    void aWriteIsASliceOfTheChunk() throws IOException {
        Pattern content = new Pattern(2, SIZE);
        BlockSource transfer = open(content, 1428);
        load(transfer, 1, 16);
        long before = cached.metric().usedDirectMemory();
        ByteBuf one = transfer.datagrams(1, 16);
        ByteBuf other = transfer.datagrams(1, 16);
        assertThat(one.unwrap()).isSameAs(other.unwrap());
        assertThat(cached.metric().usedDirectMemory()).isEqualTo(before);
        assertThat(own.metric().usedDirectMemory()).isZero();
        one.release();
        other.release();
        transfer.close();
    }

    @Test
    void aWindowOverTwoChunksIsJoined() throws IOException {
        Pattern content = new Pattern(3, SIZE);
        BlockSource transfer = open(content, 1428);
        load(transfer, 60, 9);
        expect(transfer, content, 1428, 60, 9);
        load(transfer, 65, 1);
        expect(transfer, content, 1428, 65, 1);
        assertThat(content.reads.get()).as("the next one was read for both").isEqualTo(2);
        transfer.close();
    }

    @Test
    void theNextChunkIsReadAhead() throws IOException {
        Pattern content = new Pattern(4, SIZE);
        BlockSource transfer = open(content, 1428);
        load(transfer, 1, 1);
        expect(transfer, content, 1428, 1, 1);
        assertThat(worker).isEmpty();
        expectReady(transfer, content, 1428, 33, 1);
        assertThat(worker).hasSize(1);
        settle();
        assertThat(transfer.isReady(65, 4)).isTrue();
        assertThat(calls).as("nobody waited for it").isOne();
        transfer.close();
    }

    @Test
    void theNextTransferNeedsNoRead() throws IOException {
        Pattern first = new Pattern(5, 10_000);
        BlockSource one = open(first, 512);
        load(one, 1, 1);
        one.close();
        settle();
        Pattern second = new Pattern(5, 10_000);
        BlockSource two = open(second, 512);
        assertThat(two.isReady(1, 20)).isTrue();
        expect(two, second, 512, 1, 20);
        assertThat(second.reads.get()).isZero();
        two.close();
        settle();
        assertThat(second.closed.get()).isOne();
    }

    @Test
    void anotherVersionBlockSizeOrRolloverIsAnotherImage() throws IOException {
        load(open(new Pattern(6, 10_000), new BlockLayout(10_000, 512, 0)), 1, 1);
        assertThat(open(new Pattern(6, 10_000), new BlockLayout(10_000, 512, 1)).isReady(1, 1))
                .isFalse();
        assertThat(open(new Pattern(6, 10_000), new BlockLayout(10_000, 1024, 0))
                        .isReady(1, 1))
                .isFalse();
        assertThat(open(new Pattern(7, 10_000), new BlockLayout(10_000, 512, 0)).isReady(1, 1))
                .isFalse();
        assertThat(open(new Pattern(6, 10_000), new BlockLayout(10_000, 512, 0)).isReady(1, 1))
                .isTrue();
    }

    @Test
    void whatWasUsedLongestAgoMakesRoom() throws IOException {
        cache = new ContentCache(250_000, worker::add, cached);
        for (int seed = 10; seed < 13; seed++) {
            BlockSource transfer = open(new Pattern(seed, 100_000), 1428);
            load(transfer, 1, 1);
            transfer.close();
            settle();
        }
        assertThat(count(TftpCounter.CACHE_EVICTIONS)).isOne();
        assertThat(open(new Pattern(10, 100_000), 1428).isReady(1, 1)).isFalse();
        assertThat(open(new Pattern(12, 100_000), 1428).isReady(1, 1)).isTrue();
    }

    @Test
    void whatIsStillBeingSentCountsUntilItHasLeft() throws IOException {
        cache = new ContentCache(110_000, worker::add, cached);
        BlockSource one = open(new Pattern(20, 100_000), 1428);
        load(one, 1, 1);
        ByteBuf slice = one.datagrams(1, 1);
        one.close();
        Pattern second = new Pattern(21, 100_000);
        BlockSource two = open(second, 1428);
        load(two, 1, 1);
        assertThat(cached.metric().usedDirectMemory()).isLessThan(110_000);
        expect(two, second, 1428, 1, 1);
        assertThat(count(TftpCounter.CACHE_REFUSALS)).isOne();
        assertThat(slice.getByte(4)).isEqualTo(Pattern.octet(20, 0));
        slice.release();
        two.close();
        settle();
        Pattern third = new Pattern(22, 100_000);
        BlockSource three = open(third, 1428);
        load(three, 1, 1);
        expect(three, third, 1428, 1, 1);
        assertThat(third.reads.get()).isOne();
        assertThat(count(TftpCounter.CACHE_FILLS)).isEqualTo(2);
        three.close();
    }

    @Test
    void aTransferReadsByItselfWhereEverythingIsLeased() throws IOException {
        cache = new ContentCache(150_000, worker::add, cached);
        Pattern first = new Pattern(30, 100_000);
        BlockSource one = open(first, 1428);
        load(one, 1, 1);
        Pattern second = new Pattern(31, 100_000);
        BlockSource two = open(second, 1428);
        for (int block = 1; block <= 70; block++) {
            load(two, block, 1);
            expect(two, second, 1428, block, 1);
        }
        expect(one, first, 1428, 1, 1);
        assertThat(count(TftpCounter.CACHE_REFUSALS)).isOne();
        assertThat(count(TftpCounter.CACHE_EVICTIONS)).isZero();
        assertThat(count(TftpCounter.CACHE_FILLS))
                .as("the next chunk had room again")
                .isEqualTo(2);
        one.close();
        load(two, 71, 1);
        expect(two, second, 1428, 71, 1);
        two.close();
        settle();
        assertThat(second.closed.get()).isOne();
        assertThat(own.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void contentThatFailsFailsForAllWhoNeedMoreOfIt() throws IOException {
        Pattern content = new Pattern(40, SIZE);
        BlockSource one = open(content, 1428);
        BlockSource two = open(new Pattern(40, SIZE), 1428);
        load(one, 1, 1);
        content.failure = new IOException("changed");
        load(one, 65, 1);
        assertThatThrownBy(() -> one.datagrams(65, 1)).hasMessage("changed");
        assertThat(two.isReady(1, 1)).isTrue();
        assertThatThrownBy(() -> two.datagrams(1, 1)).hasMessage("changed");
        BlockSource three = open(new Pattern(40, SIZE), 1428);
        load(three, 65, 1);
        expect(three, content, 1428, 65, 1);
        one.close();
        two.close();
        three.close();
        settle();
        cache.close();
        assertThat(cached.metric().usedDirectMemory()).isZero();
    }

    @Test
    void whatIsLeasedOfContentThatFailedIsFreedAfterwards() throws IOException {
        Pattern content = new Pattern(41, SIZE);
        BlockSource one = open(content, 1428);
        BlockSource two = open(new Pattern(41, SIZE), 1428);
        load(one, 1, 1);
        load(two, 1, 1);
        content.failure = new IOException("changed");
        load(one, 65, 1);
        assertThat(cache.used()).isPositive();
        expect(two, content, 1428, 1, 1);
        one.close();
        two.close();
        assertThat(cache.used()).isZero();
    }

    @Test
    void withoutMemoryItMakesDoWithWhatItHas() throws IOException {
        AbstractByteBufAllocator poor = new AbstractByteBufAllocator(true) {
            @Override
            protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
                throw new OutOfMemoryError("for the test");
            }

            @Override
            protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
                throw new OutOfMemoryError("for the test");
            }

            @Override
            public boolean isDirectBufferPooled() {
                return false;
            }
        };
        cache = new ContentCache(4 * SIZE, worker::add, poor);
        Pattern content = new Pattern(50, 100_000);
        BlockSource transfer = open(content, 1428);
        load(transfer, 1, 2);
        expect(transfer, content, 1428, 1, 2);
        assertThat(cache.used()).isZero();
        transfer.close();
        settle();
        assertThat(cache.takes(new BlockLayout(1, 512, 0))).isFalse();
    }

    @Test
    void contentThatLiesAboutItsIdentityHarmsNobody() throws IOException {
        ContentIdentity same = ContentIdentity.of("same");
        Pattern small = new Pattern(60, 1000) {
            @Override
            public Optional<ContentIdentity> identity() {
                return Optional.of(same);
            }
        };
        Pattern large = new Pattern(60, 5000) {
            @Override
            public Optional<ContentIdentity> identity() {
                return Optional.of(same);
            }
        };
        load(open(small, 512), 1, 2);
        BlockSource transfer = open(large, 512);
        load(transfer, 9, 2);
        expect(transfer, large, 512, 9, 2);
    }

    @Test
    void itIsOffWithoutRoom() {
        cache = new ContentCache(0, worker::add, cached);
        assertThat(open(new Pattern(70, 0), 512)).isInstanceOf(FillOnSend.class);
        cache = new ContentCache(50_000, worker::add, cached);
        assertThat(open(new Pattern(70, 60_000), 512)).isInstanceOf(FillOnSend.class);
        assertThat(open(new Pattern(70, 40_000), 512)).isInstanceOf(CachedBlocks.class);
    }

    @Property(tries = 25)
    void whateverHappensOctetsAreRightAndMemoryIsBounded(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        worker.clear();
        loop.clear();
        int capacity = 150_000 + random.nextInt(1_500_000);
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
        cache = new ContentCache(capacity, worker::add, memory);
        List<Play> plays = new ArrayList<>();
        List<Play> all = new ArrayList<>();
        List<ByteBuf> inFlight = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(10)) {
                case 0 -> {
                    Play play = new Play(random);
                    plays.add(play);
                    all.add(play);
                }
                case 1 -> {
                    if (plays.size() > 6) {
                        plays.remove(random.nextInt(plays.size())).blocks.close();
                    }
                }
                case 2, 3 -> runOne(worker);
                case 4 -> runOne(loop);
                case 5 -> {
                    if (!inFlight.isEmpty()) {
                        inFlight.remove(random.nextInt(inFlight.size())).release();
                    }
                }
                default -> {
                    if (!plays.isEmpty()) {
                        plays.get(random.nextInt(plays.size())).step(random, inFlight);
                    }
                }
            }
            assertThat(memory.metric().usedDirectMemory()).isLessThanOrEqualTo(capacity);
            assertThat(cache.used()).isBetween(memory.metric().usedDirectMemory(), (long) capacity);
        }
        plays.forEach(play -> play.blocks.close());
        settle();
        cache.close();
        inFlight.forEach(ByteBuf::release);
        assertThat(memory.metric().usedDirectMemory()).isZero();
        assertThat(own.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
        assertThat(all).allMatch(play -> play.content.closed.get() == 1);
    }

    /** A transfer of the property: goes forward, now and then back. */
    private final class Play {
        private final Pattern content;
        private final int blockSize;
        private final int window;
        private final BlockLayout layout;
        private final BlockSource blocks;
        private long next = 1;

        Play(Random random) {
            int file = random.nextInt(4);
            content = new Pattern(file, 1 + file * 177_777L);
            blockSize = random.nextBoolean() ? 1428 : 8192;
            window = 1 + random.nextInt(8);
            layout = new BlockLayout(content.size(), blockSize, 0);
            blocks = open(content, layout);
        }

        void step(Random random, List<ByteBuf> inFlight) throws IOException {
            int count = (int) Math.min(window, layout.lastBlock() - next + 1);
            if (!blocks.isReady(next, count)) {
                return;
            }
            ByteBuf datagrams = blocks.datagrams(next, count);
            compare(datagrams, content.seed, layout, next, count);
            inFlight.add(datagrams);
            next += random.nextInt(8) == 0 ? -Math.min(next - 1, random.nextInt(20)) : count;
            if (next > layout.lastBlock()) {
                next = 1 + random.nextInt((int) layout.lastBlock());
            }
        }
    }

    private long count(TftpCounter counter) {
        return CounterBoard.sum(List.of(cache.counters()), 0).value(counter);
    }

    private BlockSource open(Pattern content, int blockSize) {
        return open(content, new BlockLayout(content.size(), blockSize, 0));
    }

    private BlockSource open(Pattern content, BlockLayout layout) {
        return new ContentMemory(cache, budget, worker::add, own).blocks(content, layout, loop::add, () -> calls++);
    }

    private void load(BlockSource transfer, long block, int count) {
        for (int i = 0; i < 5 && !transfer.isReady(block, count); i++) {
            settle();
        }
        assertThat(transfer.isReady(block, count)).isTrue();
    }

    private void expectReady(BlockSource transfer, Pattern content, int blockSize, long block, int count)
            throws IOException {
        assertThat(transfer.isReady(block, count)).isTrue();
        expect(transfer, content, blockSize, block, count);
    }

    private static void expect(BlockSource transfer, Pattern content, int blockSize, long block, int count)
            throws IOException {
        ByteBuf datagrams = transfer.datagrams(block, count);
        compare(datagrams, content.seed, new BlockLayout(content.size(), blockSize, 0), block, count);
        datagrams.release();
    }

    private static void compare(ByteBuf datagrams, int seed, BlockLayout layout, long first, int count) {
        ByteBuf rest = datagrams.duplicate();
        assertThat(rest.readableBytes()).isEqualTo(layout.framed(first, count));
        for (long block = first; block < first + count; block++) {
            assertThat(TftpLayout.opcode(rest)).isEqualTo(3);
            assertThat(TftpLayout.block(rest)).isEqualTo((int) (block & 0xffff));
            rest.skipBytes(TftpLayout.HEADER_LENGTH);
            long position = layout.position(block);
            for (int i = 0; i < layout.length(block); i++) {
                if (rest.readByte() != Pattern.octet(seed, position + i)) {
                    throw new AssertionError("octet " + (position + i) + " is wrong");
                }
            }
        }
    }

    private void settle() {
        while (!worker.isEmpty() || !loop.isEmpty()) {
            runOne(worker.isEmpty() ? loop : worker);
        }
    }

    private static void runOne(Queue<Runnable> tasks) {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }
}
