package io.pxe4j.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of the rounds, and makes measurements of them. */
final class Recorder {
    /** More digits than any of these measurements has. */
    private static final MathContext DIGITS = new MathContext(6);

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final List<NotMeasured> notMeasured = new ArrayList<>();

    /** Where a value belongs; values of one place are rounds of one measurement. */
    record Key(String suite, String caseName, String server, Metric metric, Map<String, String> parameters) {}

    /** Keeps the value of one round. */
    void add(Key key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: a finite number)");
        }
        values.computeIfAbsent(key, any -> new ArrayList<>())
                .add(new BigDecimal(value).round(DIGITS).doubleValue());
    }

    /** Notes what is left out; the same note twice counts once. */
    void notMeasured(String suite, String what, String why) {
        NotMeasured note = new NotMeasured(suite, what, why);
        if (!notMeasured.contains(note)) {
            notMeasured.add(note);
        }
    }

    List<NotMeasured> notMeasured() {
        return List.copyOf(notMeasured);
    }

    List<Measurement> measurements() {
        return values.entrySet().stream()
                .map(entry -> measurement(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Measurement measurement(Key key, List<Double> rounds) {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Measurement(
                key.suite(),
                key.caseName(),
                key.server(),
                key.metric().text(),
                key.metric().unit(),
                new BigDecimal(median).round(DIGITS).doubleValue(),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size(),
                key.parameters());
    }
}
