package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.tftp.TftpLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several loops and workers at once on a cache that is too small for them. */
class ContentCacheThreadsTest {
    private static final int LOOPS = 4;
    private static final int CAPACITY = 700_000;

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    private final UnpooledByteBufAllocator own = new UnpooledByteBufAllocator(true, true);
    private final ReadAheadBudget budget = new ReadAheadBudget(1 << 20);

    @Test
    void manyLoopsShareIt() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(3);
        ContentCache cache = new ContentCache(CAPACITY, workers, memory);
        ContentMemory contents = new ContentMemory(cache, budget, workers, own);
        List<ExecutorService> loops = new ArrayList<>();
        List<Future<Void>> done = new ArrayList<>();
        ExecutorService drivers = Executors.newFixedThreadPool(LOOPS);
        for (int i = 0; i < LOOPS; i++) {
            ExecutorService loop = Executors.newSingleThreadExecutor();
            loops.add(loop);
            int seed = i;
            done.add(drivers.submit(() -> drive(contents, loop, seed)));
        }
        for (Future<Void> each : done) {
            each.get(60, TimeUnit.SECONDS);
        }
        for (ExecutorService executor : loops) {
            executor.shutdown();
            assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        drivers.shutdown();
        workers.shutdown();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        cache.close();
        assertThat(cache.used()).isZero();
        assertThat(memory.metric().usedDirectMemory()).isZero();
        assertThat(own.metric().usedDirectMemory()).isZero();
        assertThat(budget.used()).isZero();
    }

    private Void drive(ContentMemory contents, ExecutorService loop, int seed) throws Exception {
        Random random = new Random(seed);
        for (int transfer = 0; transfer < 15; transfer++) {
            Pattern content = new Pattern(random.nextInt(3), 300_000);
            BlockLayout layout = new BlockLayout(content.size(), 1428, 0);
            Semaphore loaded = new Semaphore(0);
            BlockSource blocks = on(loop, () -> contents.blocks(content, layout, loop, loaded::release));
            for (long block = 1; block <= layout.lastBlock(); block += 4) {
                long first = block;
                int count = (int) Math.min(4, layout.lastBlock() - block + 1);
                while (!on(loop, () -> sent(blocks, layout, content.seed, first, count))) {
                    assertThat(loaded.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(memory.metric().usedDirectMemory()).isLessThanOrEqualTo(CAPACITY);
            }
            on(loop, () -> {
                blocks.close();
                return true;
            });
        }
        return null;
    }

    private static boolean sent(BlockSource blocks, BlockLayout layout, int seed, long first, int count)
            throws IOException {
        if (!blocks.isReady(first, count)) {
            return false;
        }
        ByteBuf datagrams = blocks.datagrams(first, count);
        assertThat(datagrams.readableBytes()).isEqualTo(layout.framed(first, count));
        for (int i = 0; i < count; i++) {
            int at = i * layout.packetLength();
            int header = datagrams.readerIndex() + at;
            assertThat(datagrams.getUnsignedShort(header + TftpLayout.BLOCK_OFFSET))
                    .isEqualTo((int) (first + i));
            for (int octet = 0; octet < layout.length(first + i); octet += 97) {
                assertThat(datagrams.getByte(header + TftpLayout.HEADER_LENGTH + octet))
                        .isEqualTo(Pattern.octet(seed, layout.position(first + i) + octet));
            }
        }
        datagrams.release();
        return true;
    }

    private static <T> T on(ExecutorService loop, Callable<T> task) throws Exception {
        return loop.submit(task).get(30, TimeUnit.SECONDS);
    }
}
