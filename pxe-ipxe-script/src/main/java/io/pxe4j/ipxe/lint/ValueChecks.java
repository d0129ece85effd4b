package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX034;
import static io.pxe4j.ipxe.lint.LintRule.IPX093;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.ArgumentSpec;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of options and arguments that are read as numbers, keys or the like. */
final class ValueChecks implements Check {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(0[xX][0-9a-fA-F]{1,16}|0[0-7]{0,21}|[1-9][0-9]{0,18})");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9]{1,21}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    // What Linux calls its interfaces; iPXE numbers its own: net0, net1 ...
    private static final Pattern LINUX_INTERFACE =
            Pattern.compile("(eth|eno|ens|enp|enx|em|wlan|wlp)[0-9][0-9a-z]{0,20}");

    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            if (step.spec().isEmpty() || step.is("help")) {
                continue;
            }
            for (Arguments.UsedOption option : step.arguments().options()) {
                option.value()
                        .ifPresent(value -> option.spec()
                                .argument()
                                .ifPresent(spec ->
                                        check(spec, option.spec().toString(), value.word(), value.text(), report)));
            }
            for (int i = 0; i < step.positionals().size(); i++) {
                SourceWord word = step.positionals().get(i);
                Optional<ArgumentSpec> spec = step.spec().get().argument(i);
                if (spec.isEmpty() || spec.get().kind() == ArgumentKind.TEXT) {
                    break;
                }
                check(spec.get(), step.name(), word, word.text(), report);
            }
            if (step.is("set")) {
                stored(step, report);
            }
        }
    }

    private static void check(ArgumentSpec spec, String what, SourceWord word, String text, Report report) {
        if (!Words.isLiteral(text)) {
            return;
        }
        switch (spec.kind()) {
            case INTEGER, TIMEOUT, DRIVE -> number(spec, what, word, text, report);
            case KEY -> {
                if (text.codePointCount(0, text.length()) != 1
                        && !NUMBER.matcher(text).matches()) {
                    wrong(what, word, text, "one character, or the number of a key", report);
                }
            }
            case UUID -> {
                if (!UUID.matcher(text).matches()) {
                    wrong(what, word, text, "00112233-4455-6677-8899-aabbccddeeff", report);
                }
            }
            case CONFIGURATOR -> {
                if (!text.equals("dhcp") && !text.equals("ipv6")) {
                    wrong(what, word, text, "dhcp or ipv6", report);
                }
            }
            case INTERFACE -> {
                if (LINUX_INTERFACE.matcher(text).matches()) {
                    wrong(what, word, text, "an interface as iPXE calls it, net0", report);
                }
            }
            default -> {}
        }
    }

    private static void number(ArgumentSpec spec, String what, SourceWord word, String text, Report report) {
        String unit = spec.kind() == ArgumentKind.TIMEOUT ? " milliseconds" : "";
        String range = spec.isNumber() ? spec.least() + ".." + spec.most() + unit : "a number" + unit;
        if (!NUMBER.matcher(text).matches()) {
            wrong(what, word, text, range, report);
            return;
        }
        octal(what, word, text, report);
        long number;
        try {
            number = Long.decode(text);
        } catch (NumberFormatException tooLarge) {
            wrong(what, word, text, range, report);
            return;
        }
        if (spec.isNumber() && (number < spec.least() || number > spec.most())) {
            wrong(what, word, text, range, report);
        }
    }

    private static void octal(String what, SourceWord word, String text, Report report) {
        if (OCTAL.matcher(text).matches()) {
            report.add(
                    IPX093,
                    word.span(),
                    what + " " + text + ": is octal (expected: no leading zero"
                            + (NUMBER.matcher(text).matches() ? "; this is " + Long.decode(text) : "") + ")");
        }
    }

    /** The value of a {@code set} with a type. */
    private static void stored(Step step, Report report) {
        Optional<SettingType> type =
                step.positional(0).filter(word -> Words.isLiteral(word.text())).flatMap(Outcomes::typeWritten);
        if (type.isEmpty() || type.get().takesAnyText() || step.positionals().size() < 2) {
            return;
        }
        String value =
                Words.joined(step.positionals().subList(1, step.positionals().size()));
        SourceWord word = step.positionals().get(1);
        if (!Words.isLiteral(value)) {
            return;
        }
        if (type.get().isNumber()
                && OCTAL.matcher(value).matches()
                && NUMBER.matcher(value).matches()) {
            octal("set", word, value, report);
            return;
        }
        try {
            type.get().check(value);
        } catch (IllegalArgumentException problem) {
            report.add(IPX034, word.span(), "set: " + problem.getMessage());
        }
    }

    private static void wrong(String what, SourceWord word, String text, String expected, Report report) {
        report.add(IPX034, word.span(), what + ": " + Words.quoted(text) + " (expected: " + expected + ")");
    }
}
