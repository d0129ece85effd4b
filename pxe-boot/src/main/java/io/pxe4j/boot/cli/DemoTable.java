package io.pxe4j.boot.cli;

import io.pxe4j.testkit.BootResult;
import io.pxe4j.testkit.ClientLease;
import io.pxe4j.testkit.FetchedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's summary: one row per client, columns as wide as they need to be. */
final class DemoTable {
    private static final List<String> HEAD = List.of("client", "address", "files", "bytes", "time", "result");

    private DemoTable() {}

    static String of(List<BootResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        results.forEach(result -> rows.add(row(result)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
            if (row == HEAD) {
                text.append(rule(widths)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> row(BootResult result) {
        List<ClientLease> leases = result.leases();
        long bytes = result.files().stream().mapToLong(FetchedFile::size).sum();
        return List.of(
                result.client(),
                leases.isEmpty()
                        ? "none"
                        : leases.get(leases.size() - 1).address().toString(),
                Integer.toString(result.files().size()),
                String.format(Locale.ROOT, "%,d", bytes),
                result.duration().toMillis() + " ms",
                result.booted() ? "booted" : "NOT BOOTED");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean number = i >= 2 && i <= 4;
            line.append(String.format(Locale.ROOT, "%" + (number ? "" : "-") + widths[i] + "s  ", row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append("-".repeat(width)).append("  ");
        }
        return rule.toString().stripTrailing();
    }
}
