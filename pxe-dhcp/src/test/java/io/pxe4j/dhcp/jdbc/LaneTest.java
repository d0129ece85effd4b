package io.pxe4j.dhcp.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LaneTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final class Task extends Operation<Boolean> {
        @Override
        void answer() {
            result.complete(true);
        }
    }

    /** Answers what it gets, once it may. */
    private static final class Worker implements Lane.Handler {
        final List<Integer> batches = new ArrayList<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch may = new CountDownLatch(1);
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        volatile RuntimeException fault;

        @Override
        public void handle(List<Operation<?>> batch) {
            begun.countDown();
            try {
                may.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (batches) {
                batches.add(batch.size());
            }
            if (fault != null) {
                throw fault;
            }
            batch.forEach(Operation::answer);
        }

        @Override
        public void interrupt(List<Operation<?>> batch) {
            batch.forEach(operation -> operation.fail(Failures.late()));
            may.countDown();
        }

        @Override
        public void close() {
            closed.complete(true);
        }
    }

    private final Worker worker = new Worker();

    private Lane lane(int capacity, int batchSize, Duration pause, Duration timeout) {
        Lane lane = new Lane("lane", worker, capacity, batchSize, pause, timeout);
        lane.start();
        return lane;
    }

    private static Task offer(Lane lane) {
        Task task = new Task();
        assertThat(lane.offer(task)).isTrue();
        return task;
    }

    @Test
    void whatGathersDuringABatchIsTheNext() throws Exception {
        Lane lane = lane(10, 4, Duration.ZERO, LONG);
        offer(lane);
        worker.begun.await();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tasks.add(offer(lane));
        }
        worker.may.countDown();
        for (Task task : tasks) {
            assertThat(task.result.get()).isTrue();
        }

        assertThat(worker.batches).containsExactly(1, 4, 2);
        lane.close();
    }

    @Test
    void fullQueueRefuses() throws Exception {
        Lane lane = lane(2, 4, Duration.ZERO, LONG);
        offer(lane);
        worker.begun.await();
        offer(lane);
        offer(lane);

        assertThat(lane.offer(new Task())).isFalse();
        worker.may.countDown();
        lane.close();
    }

    @Test
    void closedLaneDoesWhatWaitsAndTakesNoMore() throws Exception {
        Lane lane = lane(10, 2, Duration.ofSeconds(1), LONG);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(offer(lane));
        }
        worker.may.countDown();
        lane.close();

        assertThat(worker.closed).isCompletedWithValue(true);
        assertThat(tasks).allMatch(task -> task.result.isDone());
        assertThat(lane.offer(new Task())).isFalse();
    }

    @Test
    void wholeBatchDoesNotWaitForThePause() throws Exception {
        Lane lane = lane(10, 3, LONG, LONG);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(offer(lane));
        }
        worker.may.countDown();

        assertThat(tasks.get(2).result.get(10, TimeUnit.SECONDS)).isTrue();
        lane.close();
    }

    @Test
    void lateOperationsAreGivenUpInTheQueueAndInTheDatabase() throws Exception {
        Lane lane = lane(10, 1, Duration.ZERO, Duration.ofNanos(1));
        Task first = offer(lane);
        worker.begun.await();
        Task second = offer(lane);
        lane.watch();

        assertThatThrownBy(second.result::get).hasMessageContaining("too slow: given up before it was asked");
        assertThatThrownBy(first.result::get).hasMessageContaining("does not answer in time");
    }

    @Test
    void faultFailsItsBatchAndNoOther() throws Exception {
        Lane lane = lane(10, 10, Duration.ZERO, LONG);
        worker.may.countDown();
        worker.fault = new IllegalStateException("a fault");
        Task bad = offer(lane);
        assertThatThrownBy(bad.result::get).hasMessageContaining("Fault in the lease store");
        worker.fault = null;

        assertThat(offer(lane).result.get()).isTrue();
        lane.close();
    }
}
