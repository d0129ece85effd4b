package io.pxe4j.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure of one server in one case, over all counted rounds.
 *
 * @param suite what kind of measurement, like {@code tftp}
 * @param caseName what was asked of the server, like {@code w16}
 * @param server who answered, like {@code pxe4j} or {@code dnsmasq}
 * @param metric what was counted, like {@code throughput}
 * @param unit of the three values, like {@code MB/s}
 * @param median over the rounds; of an even number the mean of the middle two
 * @param lowest of the rounds
 * @param highest of the rounds
 * @param rounds how many were counted, 1 or more
 * @param parameters what the case consists of, like {@code clients=64}; sorted by name
 */
@JsonPropertyOrder({"suite", "case", "server", "metric", "unit", "median", "lowest", "highest", "rounds", "parameters"})
public record Measurement(
        String suite,
        @JsonProperty("case") String caseName,
        String server,
        String metric,
        String unit,
        double median,
        double lowest,
        double highest,
        int rounds,
        Map<String, String> parameters) {
    /** Checks the values and copies the parameters. */
    public Measurement {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds: " + rounds + " (expected: 1 or more)");
        }
        if (!(lowest <= median && median <= highest)) {
            throw new IllegalArgumentException(
                    "median: " + median + " (expected: between " + lowest + " and " + highest + ")");
        }
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * The value of a parameter as a number, like the clients of a case.
     *
     * @throws IllegalArgumentException if there is no such parameter, or it is no number
     */
    double number(String parameter) {
        String value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + parameter + " of " + suite + "/" + caseName
                    + ": missing (expected: one of " + parameters.keySet() + ")");
        }
        return Double.parseDouble(value);
    }
}
