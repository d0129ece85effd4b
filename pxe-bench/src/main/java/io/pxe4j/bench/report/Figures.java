package io.pxe4j.bench.report;

import java.util.Locale;

/** Numbers as they stand in tables: three digits that count. */
final class Figures {
    private Figures() {}

    static String text(double value) {
        double size = Math.abs(value);
        String pattern;
        if (size >= 100 || value == Math.rint(value)) {
            pattern = "%,.0f";
        } else if (size >= 10) {
            pattern = "%.1f";
        } else if (size >= 0.1) {
            pattern = "%.2f";
        } else {
            pattern = "%.4f";
        }
        return String.format(Locale.ROOT, pattern, value);
    }

    /** The median, and what the rounds lie between where there were several that differ. */
    static String spread(Measurement measurement) {
        String median = text(measurement.median());
        String lowest = text(measurement.lowest());
        String highest = text(measurement.highest());
        return lowest.equals(highest) ? median : median + " (" + lowest + " to " + highest + ")";
    }
}
