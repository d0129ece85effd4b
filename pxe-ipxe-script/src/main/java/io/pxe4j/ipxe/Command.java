package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command with its options and arguments, as text, and what a script has to know about it.
 *
 * @param text the command as a script writes it
 * @param kind how it can end
 * @param source what the text was made from
 */
record Command(String text, ResultKind kind, Writer source) {
    static Writer named(String name) {
        return new Writer(name);
    }

    /** Its name, by which a target knows it or does not. */
    String name() {
        return source.name;
    }

    /** The long names of its options. */
    List<String> options() {
        return source.optionNames;
    }

    /** What its options and arguments say. */
    List<Text> texts() {
        return source.texts;
    }

    /** The texts among them that are addresses. */
    List<Text> addresses() {
        return source.addresses;
    }

    /** The labels that it may jump to. */
    List<Label> targets() {
        return source.targets;
    }

    /** The image names that it counts on. */
    List<Text> awaited() {
        return source.awaited;
    }

    /** The image names that it makes. */
    List<Text> provided() {
        return source.provided;
    }

    /** The characters that only settings bring into its words; see {@link Helpers}. */
    long helpers() {
        return source.helpers;
    }

    /** The same command; a jump goes to the label with the prefix before its name. */
    Command withLabelsAfter(String prefix) {
        if (inner().isPresent()) {
            return inner().get().withLabelsAfter(prefix).timed();
        }
        if (!name().equals("goto")) {
            return this;
        }
        Writer jump = named("goto").word(Text.of(prefix, texts().get(0)));
        targets().forEach(target -> jump.target(target.after(prefix)));
        return jump.ends(kind);
    }

    /** The same command, run by {@code time}, which prints how long it took. */
    Command timed() {
        // All of its words are arguments of time.
        if (text.chars().filter(c -> c == ' ').count() >= Token.MAX_ARGUMENTS) {
            throw new IllegalArgumentException("time: more than 255 words (expected: a shorter line)");
        }
        Writer time = new Writer("time");
        time.inner = this;
        time.targets = targets();
        time.awaited = awaited();
        time.provided = provided();
        time.helpers = helpers();
        return new Command("time " + text, kind, time);
    }

    /** What it runs, if it runs another command. */
    Optional<Command> inner() {
        return Optional.ofNullable(source.inner);
    }

    /** Puts a command together: options first, because iPXE stops looking for them at the first argument. */
    static final class Writer {
        private final String name;
        private final List<Token> arguments = new ArrayList<>(2);
        private String options = "";
        private List<String> optionNames = List.of();
        private List<Text> texts = List.of();
        private List<Text> addresses = List.of();
        private List<Label> targets = List.of();
        private List<Text> awaited = List.of();
        private List<Text> provided = List.of();
        private @Nullable Command inner;
        private boolean knownNoOption;
        private int joinedWords;
        private long helpers;

        private Writer(String name) {
            this.name = name;
        }

        Writer flag(String option) {
            options += " --" + option;
            optionNames = plus(optionNames, option);
            return this;
        }

        Writer option(String option, Object value) {
            Text text = Text.of(value);
            Token token = Token.word(text);
            options += " " + token.asOption(option);
            optionNames = plus(optionNames, option);
            texts = plus(texts, text);
            helpers |= token.helpers();
            return this;
        }

        Writer timeout(String option, Duration timeout) {
            return option(option, Durations.milliseconds(option, timeout));
        }

        /** One argument, which keeps its blanks. */
        Writer word(Text text) {
            texts = plus(texts, text);
            arguments.add(Token.word(text));
            return this;
        }

        /** One argument that is the address of something. */
        Writer address(Text text) {
            addresses = plus(addresses, text);
            return word(text);
        }

        /** An address that stands in an option. */
        Writer mentions(Text address) {
            addresses = plus(addresses, address);
            return this;
        }

        /** One argument that is known not to look like an option whatever its settings hold. */
        Writer plainWord(Text text) {
            knownNoOption |= arguments.isEmpty();
            return word(text);
        }

        /** Text that iPXE joins again from as many arguments as it has words. */
        Writer words(Text text) {
            texts = plus(texts, text);
            int room = Token.MAX_ARGUMENTS - arguments.size();
            int plain = Token.plainWords(text);
            if (plain > 0 && plain <= room) {
                arguments.add(Token.plain(text.toString()));
                joinedWords += plain - 1;
            } else {
                arguments.addAll(Token.words(text, room));
            }
            return this;
        }

        Writer target(Label label) {
            targets = plus(targets, label);
            return this;
        }

        Writer awaits(Collection<Text> imageNames) {
            awaited = List.copyOf(imageNames);
            return this;
        }

        Writer provides(Text imageName) {
            provided = plus(provided, imageName);
            return this;
        }

        Command neverFails() {
            return ends(ResultKind.NEVER_FAILS);
        }

        Command fallible() {
            return ends(ResultKind.FALLIBLE);
        }

        Command ends(ResultKind kind) {
            int count = arguments.size() + joinedWords;
            if (count > Token.MAX_ARGUMENTS) {
                throw new IllegalArgumentException(
                        name + ": " + count + " arguments (expected: at most 255, iPXE takes no more)");
            }
            StringBuilder text = new StringBuilder(64).append(name).append(options);
            if (!knownNoOption && !arguments.isEmpty() && arguments.get(0).mayStartWithHyphen()) {
                text.append(" --");
            }
            for (Token argument : arguments) {
                text.append(' ').append(argument.standalone());
                helpers |= argument.helpers();
            }
            return new Command(text.toString(), kind, this);
        }

        /** A list with one more element; the empty one that most commands have costs nothing. */
        private static <T> List<T> plus(List<T> list, T element) {
            List<T> grown = list.isEmpty() ? new ArrayList<>(2) : list;
            grown.add(element);
            return grown;
        }
    }
}
