package io.pxe4j.bench.report;

import java.util.List;

/** What the tables of TFTP tell of a server, and of the load that asked it. */
final class TftpColumns {
    static final List<Metric> SERVER = List.of(
            Metric.THROUGHPUT, Metric.SERVER_CPU, Metric.SERVER_SYSTEM_CPU, Metric.P50, Metric.P99, Metric.P999);

    static final List<Metric> LOAD =
            List.of(Metric.LOAD_CPU, Metric.LOAD_SHARE, Metric.ERRORS, Metric.RETRANSMITTED, Metric.SERVER_MEMORY);

    private TftpColumns() {}
}
