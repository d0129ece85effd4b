package io.pxe4j.boot.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads option values, so that a bad one is a sentence that names its option. */
final class Arguments {
    private Arguments() {}

    /** The value of an option, read by {@code reader}, which tells by IllegalArgumentException what is wrong. */
    static <T> T read(CommandLine command, String option, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            int expected = problem.indexOf(" (expected: ");
            String hint = expected < 0 ? "" : ": give " + problem.substring(expected + 12, problem.length() - 1);
            throw new ParameterException(command, option + " " + value + " cannot be used" + hint, e);
        }
    }
}
