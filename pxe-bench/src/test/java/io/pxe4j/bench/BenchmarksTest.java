package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    @Test
    void everyBenchmarkRunsAndLeavesItsResult(@TempDir Path dir) throws Exception {
        Path results = dir.resolve("results.json");

        // One short shot of each in this process: what is asked is whether they run. All combinations of the throughput
        // would take hours; it has a test of its own.
        Benchmarks.main(new String[] {
            "-e",
            "TftpThroughput",
            "-f",
            "0",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "1ms",
            "-v",
            "SILENT",
            "-foe",
            "true",
            "-rff",
            results.toString()
        });

        assertThat(Files.readString(results))
                .contains(
                        "DhcpDecodeBenchmark.decode",
                        "DhcpEncodeBenchmark.leaseAck",
                        "DhcpLeasingBenchmark.newClientAndRelease",
                        "DhcpServerBenchmark.exchange",
                        "Dhcp4javaBenchmark.leaseAck",
                        "IpxeParseBenchmark.lines",
                        "IpxeParseBenchmark.words",
                        "IpxeParseBenchmark.model",
                        "IpxeScriptBenchmark.menu",
                        "IpxeScriptBenchmark.renderMenu",
                        "LeaseExchangeBenchmark.exchange",
                        "ProxyExchangeBenchmark.exchange",
                        "ReadTransferBenchmark.ackAndSend",
                        "TftpAckBenchmark.lockStep",
                        "TftpAckBenchmark.nettyAlone",
                        "TftpNegotiationBenchmark.negotiate",
                        "gc.alloc.rate.norm");
    }
}
