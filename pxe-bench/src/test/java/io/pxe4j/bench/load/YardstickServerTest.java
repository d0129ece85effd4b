package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YardstickServerTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @BeforeEach
    void onlyWhereItRuns() {
        assumeTrue(YardstickServer.isAvailable(), "needs epoll and UDP_SEGMENT (Linux 4.18 or later)");
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static LoadResult run(LoadPlan plan, Supplier<LoadNetwork> networks) {
        try (LoadNetwork network = networks.get()) {
            return LoadRun.run(plan, network, System::nanoTime);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1428, 0, 300000, 10",
        "1428, 4, 300000, 10",
        "1468, 16, 300000, 10",
        "512, 64, 300000, 10",
        "8192, 64, 3000000, 5",
        "0, 0, 5000, 10",
        // More blocks than 16 bits count; a file of whole blocks; an empty one.
        "8, 64, 530000, 1",
        "1000, 4, 8000, 10",
        "1000, 4, 0, 10"
    })
    void aLoadGetsTheWholeFile(int blksize, int window, int size, int transfers) throws Exception {
        byte[] content = content(size);
        try (YardstickServer server = YardstickServer.start(LOOPBACK, content)) {
            LoadPlan plan = LoadPlan.of(server.address(), "f")
                    .clients(Math.min(3, transfers))
                    .transfers(transfers)
                    .blksize(blksize)
                    .window(window)
                    .tsize(true)
                    .expectedCrc32(crc(content))
                    .limit(Duration.ofMinutes(5))
                    .build();

            LoadResult result = run(plan, LoadNetwork::open);

            assertThat(result.firstError()).isEmpty();
            assertThat(result.ok()).as(result.toJson()).isEqualTo(transfers);
            assertThat(result.isClean()).isTrue();
            assertThat(result.octets()).isEqualTo((long) transfers * size);
            assertThat(result.completionMicros().getTotalCount()).isEqualTo(transfers);
        }
    }

    @Test
    void theJdksSocketsGetItToo() throws Exception {
        byte[] content = content(200_000);
        try (YardstickServer server = YardstickServer.start(LOOPBACK, content)) {
            LoadPlan plan = LoadPlan.of(server.address(), "f")
                    .clients(5)
                    .transfers(20)
                    .blksize(1428)
                    .window(8)
                    .expectedCrc32(crc(content))
                    .limit(Duration.ofMinutes(5))
                    .build();

            LoadResult result = run(plan, LoadNetwork::nio);

            assertThat(result.ok()).isEqualTo(20);
            assertThat(result.isClean()).isTrue();
        }
    }

    @Test
    void contentThatIsNotWhatWasExpectedIsCounted() throws Exception {
        byte[] content = content(10_000);
        try (YardstickServer server = YardstickServer.start(LOOPBACK, content)) {
            LoadPlan plan = LoadPlan.of(server.address(), "f")
                    .clients(2)
                    .blksize(1428)
                    .expectedCrc32(crc(content) ^ 1)
                    .build();

            LoadResult result = run(plan, LoadNetwork::open);

            assertThat(result.ok()).isEqualTo(2);
            assertThat(result.corrupt()).isEqualTo(2);
            assertThat(result.isClean()).isFalse();
        }
    }

    @Test
    void aProcessRunsPlanAfterPlan() throws Exception {
        byte[] content = content(100_000);
        try (YardstickServer server = YardstickServer.start(LOOPBACK, content);
                LoadProcess load = LoadProcess.start(OptionalInt.of(0), Duration.ZERO)) {
            for (int clients = 1; clients <= 4; clients += 3) {
                LoadResult result = load.run(LoadPlan.of(server.address(), "f")
                        .clients(clients)
                        .blksize(1428)
                        .window(4)
                        .expectedCrc32(crc(content))
                        .build());

                assertThat(result.ok()).isEqualTo(clients);
                assertThat(result.isClean()).isTrue();
                assertThat(result.octets()).isEqualTo(clients * 100_000L);
                assertThat(result.completionMicros().getTotalCount()).isEqualTo(clients);
            }
        }
    }

    /** The system counts it in hundredths of a second, so it takes some megabytes until there is one. */
    @Test
    void aProcessTellsWhatCpuItUsed() throws Exception {
        byte[] content = content(100_000);
        try (YardstickServer server = YardstickServer.start(LOOPBACK, content);
                LoadProcess load = LoadProcess.start(OptionalInt.of(0), Duration.ZERO)) {
            LoadResult result = load.run(LoadPlan.of(server.address(), "f")
                    .clients(16)
                    .transfers(500)
                    .blksize(1428)
                    .window(4)
                    .build());

            assertThat(result.ok()).isEqualTo(500);
            assertThat(result.loadCpuSeconds()).isPositive();
        }
    }
}
