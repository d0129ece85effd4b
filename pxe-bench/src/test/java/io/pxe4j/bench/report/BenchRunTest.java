package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "servers are watched through /proc")
@Timeout(300)
class BenchRunTest {
    @Test
    void measuresOurServerAsAProcessAndNotesWhatIsMissing(@TempDir Path dir) throws Exception {
        Results results = new BenchRun(
                        Form.SHORT, List.of(CommonsNetClient.NAME), List.of(), new Programs(List.of()), true, dir)
                .run();

        Measurement ours = results.find(CommonsNetClient.NAME, "1 client, RFC 1350", "pxe4j", Metric.THROUGHPUT)
                .orElseThrow();
        assertThat(ours.rounds()).isEqualTo(5);
        assertThat(ours.lowest()).isPositive();
        assertThat(results.notMeasured())
                .extracting(NotMeasured::what)
                .contains("dnsmasq", "atftpd", "tftpd-hpa")
                // It answers from the port that was asked, which commons-net refuses.
                .contains("1 client, RFC 1350, yardstick");
        assertThat(results.settings()).containsEntry("the load's CRC", "by tables (--slow-crc)");
        // Newer Javas get an option before it.
        assertThat(results.settings().get("call of pxe4j"))
                .startsWith("`java ")
                .contains(" io.pxe4j.boot.Main tftp --bind 127.0.0.1");
        assertThat(Files.readString(dir.resolve("logs/pxe4j.log"))).contains("f1m, 1,048,576 bytes");
    }
}
