package io.pxe4j.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results made up for tests: a few figures of every suite. */
final class SampleResults {
    private SampleResults() {}

    static Results results() {
        return resultsWith(List.of());
    }

    /** With dnsmasq as a DHCP server that loses that share. */
    static Results resultsWithDrops(double percent) {
        Map<String, String> lease = Map.of("asked", "4000", "mode", "leases");
        return resultsWith(List.of(
                one("dhcp", "leases, 4000/s", "dnsmasq", Metric.RATE, 22, lease),
                one("dhcp", "leases, 4000/s", "dnsmasq", Metric.EXCHANGE_CPU, 39_748, lease),
                one("dhcp", "leases, 4000/s", "dnsmasq", Metric.DROPS, percent, lease)));
    }

    private static Results resultsWith(List<Measurement> more) {
        List<Measurement> all = new ArrayList<>(more);
        Map<String, String> w16 = Map.of("clients", "64", "blksize", "1428", "window", "16", "file", "8 MiB");
        server(all, "pxe4j", w16, 1062, 0.79);
        server(all, "yardstick", w16, 1084, 0.54);
        server(all, "dnsmasq", w16, 139, 5.58);
        for (String clients : List.of("1", "64", "1000")) {
            Map<String, String> over = Map.of("clients", clients, "blksize", "1428", "window", "1", "file", "1 MiB");
            String name = clients + " clients, window 1";
            all.add(one("clients", name, "pxe4j", Metric.THROUGHPUT, 200, over));
            all.add(one("clients", name, "pxe4j", Metric.SERVER_CPU, 5.3, over));
        }
        for (int percentile : new int[] {1, 50, 100}) {
            Map<String, String> at = new TreeMap<>(Map.of("clients", "256", "window", "1"));
            at.put("percentile", Double.toString(percentile));
            all.add(one("completion", "256 clients", "pxe4j", Metric.COMPLETION, 600 + percentile, at));
        }
        all.add(one("completion", "256 clients", "pxe4j", Metric.P99, 700, Map.of("clients", "256", "window", "1")));
        for (String open : List.of("1", "10000")) {
            all.add(one("open", open + " open", "1 loop", Metric.OPEN_MEMORY, 151, Map.of("open", open)));
            all.add(one("open", open + " open", "1 loop", Metric.OPEN_CPU_EACH, 4.5, Map.of("open", open)));
        }
        all.add(one("syscalls", "w16, sendmmsg", "pxe4j", Metric.SYSTEM_CALLS, 0.0437, w16));
        Map<String, String> lease = Map.of("asked", "8000", "mode", "leases");
        all.add(one("dhcp", "leases, 8000/s", "kea", Metric.RATE, 6985.2, lease));
        all.add(one("dhcp", "leases, 8000/s", "kea", Metric.EXCHANGE_CPU, 149.5, lease));
        all.add(one("dhcp", "leases", "kea", Metric.RATE_HELD, 6999, Map.of("mode", "leases")));
        all.add(one("commons-net", "1 client, RFC 1350", "pxe4j", Metric.THROUGHPUT, 18.2, Map.of("window", "1")));
        all.add(one("jmh", "decode", "DhcpDecodeBenchmark", Metric.TIME, 60.1, Map.of()));
        all.add(one("jmh", "decode", "DhcpDecodeBenchmark", Metric.ALLOCATION, 0.0004, Map.of()));
        return new Results(
                "short",
                new Machine(
                        "AMD EPYC", 2, 24_000, "Linux 6.1.0", "Debian GNU/Linux 12", "17.0.15 (Debian)", "2026-11-21"),
                Map.of("dnsmasq", "2.90"),
                Map.of("cores", "servers on core 0, load on core 1"),
                all,
                List.of(new NotMeasured("tftp", "atftpd", Peer.ATFTPD.missing())));
    }

    private static void server(
            List<Measurement> all, String server, Map<String, String> parameters, double throughput, double cpu) {
        all.add(of("tftp", "w16", server, Metric.THROUGHPUT, throughput, throughput - 10, throughput + 5, parameters));
        all.add(of("tftp", "w16", server, Metric.SERVER_CPU, cpu, cpu, cpu, parameters));
        all.add(of("tftp", "w16", server, Metric.P99, 980.4, 970, 1012.3, parameters));
        all.add(of("tftp", "w16", server, Metric.ERRORS, 0, 0, 0, parameters));
        all.add(of("tftp", "w16", server, Metric.LOAD_SHARE, 97.3, 96, 98, parameters));
    }

    private static Measurement one(
            String suite, String asked, String server, Metric metric, double value, Map<String, String> parameters) {
        return new Measurement(suite, asked, server, metric.text(), metric.unit(), value, value, value, 1, parameters);
    }

    private static Measurement of(
            String suite,
            String asked,
            String server,
            Metric metric,
            double median,
            double lowest,
            double highest,
            Map<String, String> parameters) {
        return new Measurement(
                suite, asked, server, metric.text(), metric.unit(), median, lowest, highest, 3, parameters);
    }
}
