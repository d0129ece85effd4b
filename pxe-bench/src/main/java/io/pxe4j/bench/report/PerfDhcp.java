package io.pxe4j.bench.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What Kea's {@code perfdhcp} prints at its end.
 *
 * @param completed exchanges that came to their last answer
 * @param dropsPercent of the worse of the two halves; 100 if nothing came
 * @param delayMs mean time to the last answer; 0 if nothing came
 */
record PerfDhcp(long completed, double dropsPercent, double delayMs) {
    private static final Pattern RECEIVED = Pattern.compile("^received packets: (\\d+)", Pattern.MULTILINE);
    private static final Pattern DROPS = Pattern.compile("^drops ratio: (\\S+)", Pattern.MULTILINE);
    // "avg delay: n/a" stands for none; on one line with the next figure in some versions.
    private static final Pattern DELAY = Pattern.compile("avg delay: ([0-9][0-9.e+-]*)");

    /** Clients to pretend to be. */
    static final int CLIENTS = 50_000;

    static PerfDhcp parse(String output) {
        List<String> received = all(RECEIVED, output);
        long completed = received.isEmpty() ? 0 : Long.parseLong(received.get(received.size() - 1));
        double drops = all(DROPS, output).stream()
                .filter(text -> text.matches("[0-9][0-9.e+-]*"))
                .mapToDouble(Double::parseDouble)
                .max()
                .orElse(100);
        List<String> delays = all(DELAY, output);
        return new PerfDhcp(
                completed,
                completed == 0 ? 100 : drops,
                delays.isEmpty() ? 0 : Double.parseDouble(delays.get(delays.size() - 1)));
    }

    private static List<String> all(Pattern pattern, String output) {
        return pattern.matcher(output).results().map(result -> result.group(1)).toList();
    }
}
