package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "servers are watched through /proc")
@Timeout(60)
class ServerProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void fillsInWhatACommandLeavesOpenAsOneWordEach() {
        assertThat(ServerProcess.filled("serve {port} -s {root}/x", Map.of("port", "7", "root", "/a b")))
                .isEqualTo("serve 7 -s '/a b'/x");
    }

    @Test
    void waitsUntilTheServerAnswersAndStopsItWithItsChildren() throws Exception {
        Path ready = dir.resolve("ready");
        try (ServerProcess server =
                start("sh -c 'sleep 300 & echo $! > {ready}; wait'", Map.of("ready", ready.toString()))) {
            server.awaitAnswer(() -> Files.exists(ready) && Files.size(ready) > 0, LIMIT);
            long child = Long.parseLong(Files.readString(ready).strip());

            assertThat(server.isAlive()).isTrue();
            assertThat(ProcFs.ofThisMachine().tree(server.pid())).contains(child);
            assertThat(server.residentBytes()).isPositive();

            server.close();

            assertThat(server.isAlive()).isFalse();
            assertThat(endsSoon(child)).isTrue();
        }
    }

    @Test
    void countsTheCpuThatAServerAndItsChildrenUse() throws Exception {
        Path done = dir.resolve("done");
        String busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        try (ServerProcess server =
                start("sh -c '(" + busy + "); : > {done}; sleep 300'", Map.of("done", done.toString()))) {
            server.awaitAnswer(() -> Files.exists(done), LIMIT);

            CpuTime used = server.cpu();
            assertThat(used.seconds()).isGreaterThan(0.02);
            assertThat(used.user()).as("of a loop that calls nothing").isGreaterThan(used.system());
            assertThat(server.cpuSeconds()).isGreaterThanOrEqualTo(used.seconds());
        }
    }

    @Test
    void countsWhatAGrandchildUsedThatNobodyWaitedFor() throws Exception {
        Path done = dir.resolve("done");
        String busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; : > {done}";
        try (ServerProcess server = start("sh -c '( (" + busy + ") & ); sleep 300'", Map.of("done", done.toString()))) {
            assumeTrue(server.hasGroup(), "needs root, who may make control groups");
            server.awaitAnswer(() -> Files.exists(done), LIMIT);

            assertThat(server.cpuSeconds()).isGreaterThan(0.02);
        }
    }

    @Test
    void tellsWhyAServerEnded() throws Exception {
        try (ServerProcess server = start("sh -c 'echo no such option: --prot; exit 3'", Map.of())) {
            assertThatThrownBy(() -> server.awaitAnswer(() -> false, LIMIT))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessage("tiny ended with status 3: no such option: --prot");
        }
    }

    @Test
    void tellsWhenAServerDoesNotAnswer() throws Exception {
        try (ServerProcess server = start("sleep 300", Map.of())) {
            assertThatThrownBy(() -> server.awaitAnswer(() -> false, Duration.ofMillis(1)))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessage("tiny did not answer within 0 s: (it printed nothing)");
        }
    }

    @Test
    void aServerThatIgnoresSigtermIsStoppedAllTheSame() throws Exception {
        Path ready = dir.resolve("ready");
        try (ServerProcess server =
                start("sh -c 'trap \"\" TERM; : > {ready}; sleep 300; sleep 300'", Map.of("ready", ready.toString()))) {
            server.awaitAnswer(() -> Files.exists(ready), LIMIT);

            server.close();

            assertThat(endsSoon(server.pid())).isTrue();
        }
    }

    private ServerProcess start(String command, Map<String, String> values) throws IOException {
        return ServerProcess.start("tiny", command, values, OptionalInt.empty(), dir.resolve("logs/tiny.log"));
    }

    /** Gone, or dead and waiting for whoever adopted it to look. */
    private static boolean endsSoon(long pid) throws Exception {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle == null) {
            return true;
        }
        Path stat = Path.of("/proc/" + pid + "/stat");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (Files.readString(stat).contains(") Z ")) {
                    return true;
                }
            } catch (IOException e) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
