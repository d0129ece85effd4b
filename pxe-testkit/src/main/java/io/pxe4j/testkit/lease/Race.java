package io.pxe4j.testkit.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Operations that start at the same moment, each on a thread of its own. */
final class Race {
    private static final int SECONDS = 20;

    private Race() {}

    /** The results in the order of the runners. */
    static List<Boolean> run(int runners, IntFunction<CompletionStage<Boolean>> operation) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            CountDownLatch start = new CountDownLatch(runners);
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                runs.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return operation.apply(runner).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
                }));
            }
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> run : runs) {
                results.add(run.get(2 * SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
