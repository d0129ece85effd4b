package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.OptionSpec;
import io.pxe4j.ipxe.language.ResultKind;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of a command told apart as core/getopt.c does: options, what is wrong with them, and the rest. */
final class Arguments {
    private static final CommandSpec UNKNOWN_COMMAND = new CommandSpec(
            "",
            "",
            Optional.empty(),
            CommandSpec.OLD,
            0,
            0,
            List.of(),
            List.of(),
            ResultKind.FALLIBLE,
            ResultKind.FALLIBLE);

    private final CommandSpec spec;
    private final List<SourceWord> words;
    private final List<UsedOption> options = new ArrayList<>();
    private final List<SourceWord> positionals = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private boolean closed;
    private boolean help;
    private boolean ended;

    /**
     * The value of an option.
     *
     * @param word the word that holds it
     * @param text the value alone
     * @param separate whether the word holds nothing else
     */
    record Value(SourceWord word, String text, boolean separate) {}

    /**
     * An option that the command has.
     *
     * @param word the word that names it
     */
    record UsedOption(OptionSpec spec, SourceWord word, Optional<Value> value) {}

    /** What makes an option one that iPXE refuses. */
    enum Kind {
        UNKNOWN,
        MISSING_VALUE,
        NEEDLESS_VALUE,
        HYPHEN_VALUE,
        HYPHEN_ARGUMENT
    }

    /**
     * An option that iPXE refuses.
     *
     * @param text the option alone
     * @param value the word that was meant as its value
     */
    record Mistake(Kind kind, SourceWord word, String text, Optional<SourceWord> value) {}

    private Arguments(CommandSpec spec, List<SourceWord> words) {
        this.spec = spec;
        this.words = words;
    }

    static Arguments read(Optional<CommandSpec> spec, List<SourceWord> words) {
        Arguments arguments = new Arguments(spec.orElse(UNKNOWN_COMMAND), words);
        // help takes anything, time leaves the options to the command that it runs, of the unknown nothing is known.
        boolean optionless = spec.isEmpty()
                || spec.get().name().equals("help")
                || spec.get().name().equals("time");
        arguments.cut(optionless);
        return arguments;
    }

    List<UsedOption> options() {
        return options;
    }

    /** The words behind the options. */
    List<SourceWord> positionals() {
        return positionals;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    /** Whether {@code --} ends the options. */
    boolean isClosed() {
        return closed;
    }

    /** Whether the command only prints its usage: {@code --help} is answered before words are counted. */
    boolean asksForHelp() {
        return help;
    }

    Optional<UsedOption> option(String longName) {
        return options.stream()
                .filter(option -> option.spec().longName().equals(longName))
                .reduce((first, last) -> last);
    }

    Optional<Value> value(String longName) {
        return option(longName).flatMap(UsedOption::value);
    }

    private void cut(boolean optionless) {
        int at = 0;
        ended = optionless;
        while (!ended && at < words.size()) {
            String text = words.get(at).text();
            if (text.equals("--")) {
                closed = true;
                at++;
                break;
            }
            if (!text.startsWith("-") || text.equals("-")) {
                break;
            }
            at = text.startsWith("--") ? longOption(at, text) : cluster(at, text);
        }
        positionals.addAll(words.subList(at, words.size()));
    }

    private int longOption(int at, String text) {
        SourceWord word = words.get(at);
        int equals = text.indexOf('=');
        String name = text.substring(2, equals < 0 ? text.length() : equals);
        Optional<OptionSpec> found = spec.option(name);
        if (found.isEmpty()) {
            if (name.equals("help")) {
                help = true;
                return at + 1;
            }
            boolean looksLikeOption = startsWithLetter(name);
            mistakes.add(
                    new Mistake(looksLikeOption ? Kind.UNKNOWN : Kind.HYPHEN_ARGUMENT, word, text, Optional.empty()));
            return looksLikeOption ? at + 1 : argumentsFrom(at);
        }
        OptionSpec option = found.get();
        if (option.isFlag()) {
            if (equals >= 0) {
                mistakes.add(new Mistake(Kind.NEEDLESS_VALUE, word, "--" + name, Optional.empty()));
            }
            options.add(new UsedOption(option, word, Optional.empty()));
            return at + 1;
        }
        if (equals >= 0) {
            options.add(new UsedOption(option, word, Optional.of(new Value(word, text.substring(equals + 1), false))));
            return at + 1;
        }
        return separateValue(at, option, text);
    }

    private int cluster(int at, String text) {
        SourceWord word = words.get(at);
        for (int i = 1; i < text.length(); i++) {
            char letter = text.charAt(i);
            Optional<OptionSpec> found = spec.option(letter);
            if (found.isEmpty()) {
                if (letter == 'h') {
                    help = true;
                    continue;
                }
                boolean looksLikeOption = i > 1 || text.length() == 2 && Character.isLetter(letter);
                mistakes.add(new Mistake(
                        looksLikeOption ? Kind.UNKNOWN : Kind.HYPHEN_ARGUMENT,
                        word,
                        looksLikeOption ? "-" + letter : text,
                        Optional.empty()));
                return looksLikeOption ? at + 1 : argumentsFrom(at);
            }
            OptionSpec option = found.get();
            if (option.isFlag()) {
                options.add(new UsedOption(option, word, Optional.empty()));
                continue;
            }
            if (i + 1 < text.length()) {
                options.add(new UsedOption(option, word, Optional.of(new Value(word, text.substring(i + 1), false))));
                return at + 1;
            }
            return separateValue(at, option, "-" + letter);
        }
        return at + 1;
    }

    private int separateValue(int at, OptionSpec option, String text) {
        SourceWord word = words.get(at);
        if (at + 1 >= words.size()) {
            mistakes.add(new Mistake(Kind.MISSING_VALUE, word, text, Optional.empty()));
            return at + 1;
        }
        SourceWord value = words.get(at + 1);
        if (value.text().startsWith("-")) {
            boolean isOption = value.text().equals("--") || isOption(value.text());
            mistakes.add(new Mistake(
                    isOption ? Kind.MISSING_VALUE : Kind.HYPHEN_VALUE,
                    word,
                    text,
                    isOption ? Optional.empty() : Optional.of(value)));
            return isOption ? at + 1 : at + 2;
        }
        options.add(new UsedOption(option, word, Optional.of(new Value(value, value.text(), true))));
        return at + 2;
    }

    /** What begins with a hyphen and is no option was meant as an argument, and so are the words behind it. */
    private int argumentsFrom(int at) {
        ended = true;
        return at;
    }

    private boolean isOption(String text) {
        if (text.startsWith("--")) {
            int equals = text.indexOf('=');
            return spec.option(text.substring(2, equals < 0 ? text.length() : equals))
                    .isPresent();
        }
        return text.length() > 1 && spec.option(text.charAt(1)).isPresent();
    }

    private static boolean startsWithLetter(String name) {
        return !name.isEmpty() && Character.isLetter(name.charAt(0));
    }
}
