package io.pxe4j.bench.report;

/** What is counted, in which unit. */
enum Metric {
    THROUGHPUT("throughput", "MB/s"),
    SERVER_CPU("server-cpu", "CPU-s/GiB"),
    SERVER_SYSTEM_CPU("server-system-cpu", "CPU-s/GiB"),
    SERVER_MEMORY("server-memory", "MiB"),
    P50("p50", "ms"),
    P99("p99", "ms"),
    P999("p99.9", "ms"),
    FINISHED("finished", "transfers"),
    ERRORS("errors", "transfers"),
    RETRANSMITTED("retransmitted", "packets"),
    LOAD_CPU("load-cpu", "CPU-s/GiB"),
    LOAD_SHARE("load-share", "% of its core"),
    COMPLETION("completion", "ms"),
    OPEN_MEMORY("open-memory", "MiB"),
    OPEN_HEAP_EACH("open-heap-each", "B"),
    OPEN_MEMORY_EACH("open-memory-each", "B"),
    OPEN_CPU_EACH("open-cpu-each", "us"),
    SYSTEM_CALLS("system-calls", "calls/block"),
    RATE("rate", "exchanges/s"),
    RATE_HELD("rate-held", "exchanges/s"),
    DROPS("drops", "%"),
    DELAY("delay", "ms"),
    EXCHANGE_CPU("exchange-cpu", "us"),
    TIME("time", "ns/op"),
    ALLOCATION("allocation", "B/op");

    private final String text;
    private final String unit;

    Metric(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    String text() {
        return text;
    }

    String unit() {
        return unit;
    }
}
