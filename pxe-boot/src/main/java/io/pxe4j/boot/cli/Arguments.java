package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
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

    /** Hands the value of an option to {@code taker}, with the same errors. */
    static void check(CommandLine command, String option, String value, Consumer<String> taker) {
        read(command, option, value, text -> {
            taker.accept(text);
            return text;
        });
    }

    /** All values of an option that may be repeated, each perhaps with several between commas. */
    static <T> List<T> readAll(CommandLine command, String option, List<String> values, Function<String, T> reader) {
        return values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(value -> read(command, option, value.strip(), reader))
                .toList();
    }

    /** The address of a TFTP server. */
    static Ip4 nextServer(CommandLine command, String value) {
        return read(command, "--next-server", value, text -> {
            Ip4 server = Ip4.of(text);
            if (server.isAny() || server.equals(Ip4.BROADCAST)) {
                throw new IllegalArgumentException(
                        "next server: " + text + " (expected: the address of a TFTP server)");
            }
            return server;
        });
    }

    /** Which mode was asked for. */
    static Mode mode(CommandLine command, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "proxy" -> Mode.PROXY;
            case "dhcp" -> Mode.DHCP;
            default -> throw new ParameterException(command, "--mode " + value + " cannot be used: give proxy or dhcp");
        };
    }

    /** Who hands out addresses. */
    enum Mode {
        /** Another server. */
        PROXY,
        /** This one. */
        DHCP
    }
}
