package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param shortName the letter after one hyphen
 * @param longName the name after two hyphens, which iPXE does not let a script abbreviate
 * @param argument its value; empty for a flag
 * @param since the day of its first commit, or {@link CommandSpec#OLD}
 * @param efiOnly whether it has an effect on UEFI only; elsewhere it is read and ignored
 */
public record OptionSpec(
        char shortName, String longName, Optional<ArgumentSpec> argument, LocalDate since, boolean efiOnly) {
    /** Checks that all is there. */
    public OptionSpec {
        Objects.requireNonNull(longName, "longName");
        Objects.requireNonNull(argument, "argument");
        Objects.requireNonNull(since, "since");
    }

    /** Whether it takes no value. */
    public boolean isFlag() {
        return argument.isEmpty();
    }

    /** The option as a script writes it, {@code --timeout}. */
    @Override
    public String toString() {
        return "--" + longName;
    }

    static OptionSpec flag(char shortName, String longName) {
        return new OptionSpec(shortName, longName, Optional.empty(), CommandSpec.OLD, false);
    }

    static OptionSpec value(char shortName, String longName, ArgumentKind kind) {
        return value(shortName, longName, ArgumentSpec.of(longName, kind));
    }

    static OptionSpec value(char shortName, String longName, ArgumentSpec argument) {
        return new OptionSpec(shortName, longName, Optional.of(argument), CommandSpec.OLD, false);
    }

    OptionSpec since(int year, int month, int day) {
        return new OptionSpec(shortName, longName, argument, LocalDate.of(year, month, day), efiOnly);
    }

    OptionSpec onEfiOnly() {
        return new OptionSpec(shortName, longName, argument, since, true);
    }
}
