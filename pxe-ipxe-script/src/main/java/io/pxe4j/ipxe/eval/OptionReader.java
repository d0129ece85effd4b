package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.OptionSpec;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sorts the words of a command into options and arguments: core/getopt.c and core/parseopt.c. */
final class OptionReader {
    /** 8830f2f35: before, no digits at all were a 0. */
    private static final LocalDate EMPTY_INTEGERS_REFUSED = LocalDate.of(2020, 6, 19);
    /** Keys from here on are special ones; numbers between ASCII and this are counted from it. */
    private static final long FIRST_SPECIAL_KEY = 0x110000;

    private final BuildProfile profile;
    private final Map<String, String> found = new LinkedHashMap<>();

    /**
     * What came of it.
     *
     * @param call the command, if its words are right
     * @param status why not
     * @param message what iPXE says then
     */
    record Result(Optional<Call> call, int status, String message) {}

    OptionReader(BuildProfile profile) {
        this.profile = profile;
    }

    /** Reads the words behind the name. */
    Result read(CommandSpec command, List<String> words) {
        found.clear();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at++);
            if (word.equals("--")) {
                break;
            }
            Taken step = word.startsWith("--")
                    ? longOption(command, word.substring(2), words, at)
                    : shortOptions(command, word, words, at);
            if (step.problem().isPresent()) {
                return step.problem().get();
            }
            at = step.next();
        }
        List<String> arguments = List.copyOf(words.subList(at, words.size()));
        if (arguments.size() < command.leastArguments() || arguments.size() > command.mostArguments()) {
            return failed(
                    Errno.ERANGE.from(Origin.PARSEOPT),
                    command.name() + ": " + arguments.size() + " arguments (expected: " + command.leastArguments()
                            + ".." + command.mostArguments() + ")");
        }
        return new Result(Optional.of(new Call(command, new LinkedHashMap<>(found), arguments)), Status.OK, "");
    }

    /** The number that an option of a command was given; none if it was not. */
    OptionalLong number(Call call, String option) {
        return call.option(option).map(this::integer).orElse(OptionalLong.empty());
    }

    /** A number as core/parseopt.c:parse_integer reads it, 0..0xffffffff. */
    OptionalLong integer(String text) {
        if (text.isEmpty() && profile.version().includes(EMPTY_INTEGERS_REFUSED)) {
            return OptionalLong.empty();
        }
        OptionalLong number = ParsedNumber.whole(text);
        return number.isEmpty() ? number : OptionalLong.of(number.getAsLong() & 0xffff_ffffL);
    }

    /** A key: one character, or a number. */
    OptionalLong key(String text) {
        if (text.length() == 1) {
            return OptionalLong.of(text.charAt(0));
        }
        OptionalLong number = integer(text);
        boolean relative = number.isPresent() && number.getAsLong() > 0x7f && number.getAsLong() < FIRST_SPECIAL_KEY;
        return relative ? OptionalLong.of(number.getAsLong() + FIRST_SPECIAL_KEY) : number;
    }

    private record Taken(int next, Optional<Result> problem) {}

    private Taken longOption(CommandSpec command, String text, List<String> words, int next) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Optional<String> inline = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        if (name.equals("help")) {
            return problem(Status.NOTHING_TO_DO, "usage of " + command.name());
        }
        Optional<OptionSpec> option = command.option(name).filter(this::isKnown);
        if (option.isEmpty()) {
            return problem(Status.UNKNOWN_OPTION, "Unrecognised option \"--" + text + "\"");
        }
        if (option.get().isFlag() && inline.isPresent()) {
            return problem(Status.MISSING_ARGUMENT, "Option \"" + name + "\" takes no argument");
        }
        return value(option.get(), name, inline, words, next);
    }

    private Taken shortOptions(CommandSpec command, String word, List<String> words, int next) {
        for (int i = 1; i < Math.max(2, word.length()); i++) {
            char letter = i < word.length() ? word.charAt(i) : 0;
            if (letter == 'h' && command.option('h').isEmpty()) {
                return problem(Status.NOTHING_TO_DO, "usage of " + command.name());
            }
            Optional<OptionSpec> option = command.option(letter).filter(this::isKnown);
            if (option.isEmpty()) {
                return problem(Status.UNKNOWN_OPTION, "Unrecognised option \"-" + letter + "\"");
            }
            if (option.get().isFlag()) {
                found.put(option.get().longName(), "");
                continue;
            }
            Optional<String> inline = i + 1 < word.length() ? Optional.of(word.substring(i + 1)) : Optional.empty();
            return value(option.get(), String.valueOf(letter), inline, words, next);
        }
        return new Taken(next, Optional.empty());
    }

    private Taken value(OptionSpec option, String name, Optional<String> inline, List<String> words, int next) {
        if (option.isFlag()) {
            found.put(option.longName(), "");
            return new Taken(next, Optional.empty());
        }
        // A word that begins with a hyphen is never taken for a value (core/getopt.c:get_argv_argument).
        boolean following =
                inline.isEmpty() && next < words.size() && !words.get(next).startsWith("-");
        if (inline.isEmpty() && !following) {
            return problem(Status.MISSING_ARGUMENT, "Option \"" + name + "\" requires an argument");
        }
        String value = inline.orElseGet(() -> words.get(next));
        Optional<Taken> wrong = wrongValue(option, value);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        found.put(option.longName(), value);
        return new Taken(following ? next + 1 : next, Optional.empty());
    }

    private Optional<Taken> wrongValue(OptionSpec option, String value) {
        ArgumentKind kind = option.argument().orElseThrow().kind();
        boolean right = switch (kind) {
            case INTEGER, TIMEOUT, DRIVE -> integer(value).isPresent();
            case KEY -> key(value).isPresent();
            case UUID -> Binary.uuidDecoded(value, false).isPresent();
            case CONFIGURATOR -> value.equals("dhcp") || value.equals("ipv6");
            default -> true;
        };
        if (right) {
            return Optional.empty();
        }
        String quoted = "\"" + value + "\": ";
        return Optional.of(
                switch (kind) {
                    case UUID -> problem(Binary.uuidRefusal(value), quoted + "invalid UUID");
                    case CONFIGURATOR -> problem(Errno.ENOTSUP.from(Origin.PARSEOPT), quoted + "no such configurator");
                    default -> problem(Status.INVALID_INTEGER, quoted + "invalid integer value");
                });
    }

    private boolean isKnown(OptionSpec option) {
        return profile.version().includes(option.since());
    }

    private static Taken problem(int status, String message) {
        return new Taken(0, Optional.of(failed(status, message)));
    }

    private static Result failed(int status, String message) {
        return new Result(Optional.empty(), status, message);
    }
}
