package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command of iPXE, under one of its names.
 *
 * @param name the name in a script
 * @param canonicalName the name that stands for all names of the same command: {@code imgexec} for {@code chain}
 * @param feature the part of iPXE that it comes with; empty if every build has it
 * @param since the day of its first commit, or {@link #OLD}
 * @param leastArguments the smallest number of words after the options
 * @param mostArguments the largest number of words after the options, {@link #UNLIMITED} at most
 * @param arguments what these words are; the last stands for all that follow
 * @param options its options, without {@code --help}, which all have
 * @param result what its status can be
 * @param resultWithoutArguments what its status can be when no word follows the options
 */
public record CommandSpec(
        String name,
        String canonicalName,
        Optional<Feature> feature,
        LocalDate since,
        int leastArguments,
        int mostArguments,
        List<ArgumentSpec> arguments,
        List<OptionSpec> options,
        ResultKind result,
        ResultKind resultWithoutArguments) {
    /** The most words that any command takes: {@code MAX_ARGUMENTS} of {@code include/ipxe/parseopt.h}. */
    public static final int UNLIMITED = 255;

    /** The day given for what is older than every version that is still in use. */
    public static final LocalDate OLD = LocalDate.of(2010, 1, 1);

    /** Checks that all is there. */
    public CommandSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(canonicalName, "canonicalName");
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(resultWithoutArguments, "resultWithoutArguments");
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        if (leastArguments < 0 || mostArguments < leastArguments || mostArguments > UNLIMITED) {
            throw new IllegalArgumentException("arguments of " + name + ": " + leastArguments + ".." + mostArguments
                    + " (expected: a range within 0.." + UNLIMITED + ")");
        }
        if (arguments.isEmpty() != (mostArguments == 0)) {
            throw new IllegalArgumentException(
                    "arguments of " + name + ": " + arguments + " (expected: what each of them is)");
        }
    }

    /** The option of that long name, without its hyphens. */
    public Optional<OptionSpec> option(String longName) {
        return options.stream()
                .filter(option -> option.longName().equals(longName))
                .findFirst();
    }

    /** The option of that letter. */
    public Optional<OptionSpec> option(char shortName) {
        return options.stream()
                .filter(option -> option.shortName() == shortName)
                .findFirst();
    }

    /** What the argument at that place is, counted from 0 after the options. */
    public Optional<ArgumentSpec> argument(int index) {
        if (index < 0 || index >= mostArguments) {
            return Optional.empty();
        }
        return Optional.of(arguments.get(Math.min(index, arguments.size() - 1)));
    }

    /** What the status can be with that many words after the options. */
    public ResultKind result(int argumentCount) {
        return argumentCount == 0 ? resultWithoutArguments : result;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
