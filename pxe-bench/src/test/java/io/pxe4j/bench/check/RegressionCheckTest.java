package io.pxe4j.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pxe4j.bench.TftpAckBenchmark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RegressionCheckTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Consumer<Consumer<Bound.Verdict>> check) {
        return RegressionCheck.run(List.of(check), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void passesWhatIsWithinItsBound() {
        assertThat(run(verdicts -> verdicts.accept(Bound.DHCP_KIND.verdict(0)))).isZero();
        assertThat(printed()).contains("BootClient.kindOf", "0.00", "at most   0.00 B", "pass");
    }

    @Test
    void failsWhatIsNotAndSaysWhereToLook() {
        assertThat(run(verdicts -> {
                    verdicts.accept(Bound.DHCP_KIND.verdict(0.1));
                    verdicts.accept(Bound.TFTP_ACK.verdict(0));
                }))
                .isEqualTo(1);
        assertThat(printed().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("BootClient.kindOf: 0.10 B (expected: at most 0.00 B): look at BootClientKinds.");
        assertThat(printed().lines().filter(line -> line.endsWith("FAIL"))).hasSize(1);
    }

    @Test
    void whatCannotBeMeasuredHereIsSkippedWithItsReason() {
        assertThat(run(verdicts -> verdicts.accept(Bound.CALLS_WINDOW.skipped("strace is not installed"))))
                .isZero();
        assertThat(printed()).contains("window 16", "skipped: strace is not installed");
    }

    @Test
    void measuresAgainWhatWasTooMuch() {
        Queue<Double> figures = new ArrayDeque<>(List.of(1e9, 1e9, 0.5, 0.1));
        assertThat(Bound.DHCP_READ.measure(figures::remove).passed()).isTrue();
        assertThat(figures).hasSize(1);
    }

    @Test
    void givesUpAfterThreeMeasurements() {
        Queue<Double> figures = new ArrayDeque<>(List.of(1e9, 1e9, 1e9, 0.1));
        assertThat(Bound.DHCP_READ.measure(figures::remove).passed()).isFalse();
        assertThat(figures).hasSize(1);
    }

    @Test
    void countsWhatAnOperationAllocates() {
        Object[] kept = new Object[1];
        assertThat(Allocation.perOperation(() -> {
                    kept[0] = new byte[100];
                    return 1;
                }))
                .isBetween(100.0, 200.0);
    }

    @Test
    void seesThatNothingIsAllocated() {
        AtomicLong sum = new AtomicLong();
        assertThat(Allocation.perOperation(sum::incrementAndGet)).isZero();
    }

    @Test
    void theMiddleRoundCounts() {
        assertThat(Rounds.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(Rounds.median(new double[] {9, 1, 2, 4})).isEqualTo(3);
    }

    @Test
    void takesAThirtyTimesLongerLoopForSlower() {
        assertThat(Rounds.ratio(() -> pass(3000), () -> pass(100))).isGreaterThan(3);
    }

    private static long pass(int steps) {
        long sum = 0;
        for (int i = 0; i < steps; i++) {
            sum = sum * 31 + i;
        }
        return sum;
    }

    @Test
    void seesWhatAServerOfThisProcessUses() throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "the bare sender needs Linux");
        TftpAckBenchmark asking = new TftpAckBenchmark();
        asking.start();
        try {
            asking.window16();
            OtherThreads before = OtherThreads.now();
            int blocks = 0;
            for (int i = 0; i < 1000; i++) {
                blocks += asking.window16();
            }
            OtherThreads used = OtherThreads.now().since(before);

            assertThat(blocks).isEqualTo(16_000);
            assertThat(used.cpuNanos()).isPositive();
            assertThat(used.allocated()).isPositive();
        } finally {
            asking.stop();
        }
    }

    @Test
    void addsUpTheCallsOfStraceThatWaitReceiveOrSend() {
        assertThat(SystemCalls.counted(List.of(
                        "% time     seconds  usecs/call     calls    errors syscall",
                        "------ ----------- ----------- --------- --------- ----------------",
                        " 60.00    0.010000          10      1000           epoll_wait",
                        " 30.00    0.005000           5       500        20 recvmmsg",
                        "  5.00    0.001000           5        70           futex",
                        "  5.00    0.001000           5         7           sendmsg",
                        "100.00    0.017000                  1577        20 total")))
                .isEqualTo(1507);
    }

    @Test
    void servesADirectoryAsAProcess(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("f"), new byte[100_000]);
        try (ServedDirectory server = ServedDirectory.start(directory)) {
            assertThat(server.process().isAlive()).isTrue();
            assertThat(server.port()).isBetween(1, 65535);
        }
    }
}
