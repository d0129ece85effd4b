package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One command with its options and arguments, as text, and what a script has to know about it.
 *
 * @param text the command as a script writes it
 * @param kind how it can end
 * @param targets the labels that it may jump to
 * @param awaited the image names that it counts on
 * @param provided the image names that it makes
 */
record Command(String text, FailureKind kind, List<Label> targets, List<Text> awaited, List<Text> provided) {
    /** More make iPXE print the command's usage and fail. */
    private static final int MAX_ARGUMENTS = 0xff;

    static Writer named(String name) {
        return new Writer(name);
    }

    /** Puts a command together: options first, because iPXE stops looking for them at the first argument. */
    static final class Writer {
        private final String name;
        private final StringBuilder options = new StringBuilder();
        private final List<Token> arguments = new ArrayList<>();
        private final List<Label> targets = new ArrayList<>();
        private final List<Text> awaited = new ArrayList<>();
        private final List<Text> provided = new ArrayList<>();

        private Writer(String name) {
            this.name = name;
        }

        Writer flag(String option) {
            options.append(" --").append(option);
            return this;
        }

        Writer option(String option, Object value) {
            options.append(' ').append(Token.word(Text.of(value)).asOption(option));
            return this;
        }

        Writer timeout(String option, Duration timeout) {
            return option(option, Durations.milliseconds(option, timeout));
        }

        /** One argument, which keeps its blanks. */
        Writer word(Text text) {
            arguments.add(Token.word(text));
            return this;
        }

        /** Text that iPXE joins again from as many arguments as it has words. */
        Writer words(Text text) {
            arguments.addAll(Token.words(text));
            return this;
        }

        Writer target(Label label) {
            targets.add(label);
            return this;
        }

        Writer awaits(Collection<Text> imageNames) {
            awaited.addAll(imageNames);
            return this;
        }

        Writer provides(Text imageName) {
            provided.add(imageName);
            return this;
        }

        Command neverFails() {
            return ends(FailureKind.NEVER_FAILS);
        }

        Command ends(FailureKind kind) {
            if (arguments.size() > MAX_ARGUMENTS) {
                throw new IllegalArgumentException(name + ": " + arguments.size()
                        + " words (expected: at most 255, iPXE takes no more arguments)");
            }
            StringBuilder text = new StringBuilder(name).append(options);
            if (!arguments.isEmpty() && arguments.get(0).mayStartWithHyphen()) {
                text.append(" --");
            }
            arguments.forEach(argument -> text.append(' ').append(argument.standalone()));
            return new Command(
                    text.toString(), kind, List.copyOf(targets), List.copyOf(awaited), List.copyOf(provided));
        }
    }
}
