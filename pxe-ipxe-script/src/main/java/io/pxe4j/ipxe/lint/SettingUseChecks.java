package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX048;
import static io.pxe4j.ipxe.lint.LintRule.IPX091;
import static io.pxe4j.ipxe.lint.LintRule.IPX092;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.SourceExpansion;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is done with settings. */
final class SettingUseChecks implements Check {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

    @Override
    public void check(Script script, Report report) {
        hidden(script, report);
        growing(script, report);
        for (Step step : script.steps()) {
            if (step.is("inc")) {
                increment(script, step, report);
            } else if (step.is("iseq") && step.positionals().size() == 2) {
                comparison(script, step, 0, report);
                comparison(script, step, 1, report);
            }
        }
    }

    /** References that hide in bytes: iPXE expands a value again, and again. */
    private static void hidden(Script script, Report report) {
        Map<String, Set<String>> holds = new HashMap<>();
        Map<String, SettingsInUse.Write> holders = new HashMap<>();
        for (String name : script.settings().written()) {
            for (SettingsInUse.Write write : script.settings().writes(name)) {
                Set<String> references = references(decoded(write));
                if (!references.isEmpty()) {
                    holds.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(references);
                    holders.putIfAbsent(name, write);
                }
            }
        }
        holders.forEach((name, write) -> {
            if (reaches(holds, name)) {
                report.add(
                        IPX048,
                        write.word().span(),
                        "setting " + name + ": its value holds a reference to itself, which is expanded for ever"
                                + " (expected: another value)");
            }
        });
    }

    private static String decoded(SettingsInUse.Write write) {
        Optional<SettingType> type = write.setting().type().flatMap(SettingType::find);
        String value = write.value().filter(Words::isLiteral).orElse("");
        if (type.isEmpty() || value.isEmpty()) {
            return "";
        }
        return switch (type.get()) {
            case HEX, HEXHYP, HEXRAW -> hex(value.replace(":", "").replace("-", ""));
            case URISTRING ->
                value.replace("%24", "$")
                        .replace("%7b", "{")
                        .replace("%7B", "{")
                        .replace("%7d", "}")
                        .replace("%7D", "}");
            case BASE64 -> base64(value);
            default -> "";
        };
    }

    private static String hex(String digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < digits.length(); i += 2) {
            int high = Character.digit(digits.charAt(i), 16);
            int low = Character.digit(digits.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                return "";
            }
            text.append((char) (high << 4 | low));
        }
        return text.toString();
    }

    private static String base64(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static Set<String> references(String text) {
        Set<String> names = new LinkedHashSet<>();
        int start = text.indexOf("${");
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                break;
            }
            names.add(SettingName.of(text.substring(start + 2, end)).name());
            start = text.indexOf("${", end);
        }
        return names;
    }

    private static boolean reaches(Map<String, Set<String>> holds, String name) {
        Set<String> seen = new HashSet<>();
        Deque<String> work = new ArrayDeque<>(holds.getOrDefault(name, Set.of()));
        while (!work.isEmpty()) {
            String next = work.remove();
            if (next.equals(name)) {
                return true;
            }
            if (seen.add(next) && seen.size() < 1000) {
                work.addAll(holds.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    /** <code>set x ${x} more</code> in a loop that never sets it anew. */
    private static void growing(Script script, Report report) {
        for (int[] loop : script.flow().loops(node -> true)) {
            Set<Integer> inside = new HashSet<>(Flow.list(loop));
            for (int node : loop) {
                if (script.flow().isMeeting(node) || !script.steps().get(node).is("set")) {
                    continue;
                }
                Step step = script.steps().get(node);
                String name = SettingName.of(
                                step.positional(0).map(SourceWord::text).orElse(""))
                        .name();
                if (grows(script, step, name) && !isReset(script, name, inside)) {
                    report.add(
                            IPX048,
                            step.span(),
                            "set " + name + ": grows with each round of the loop (expected: a start value inside it)");
                }
            }
        }
    }

    private static boolean grows(Script script, Step step, String name) {
        boolean more = step.positionals().size() > 2
                || step.positional(1)
                        .map(Targets::soleSetting)
                        .filter(Optional::isEmpty)
                        .isPresent();
        return more
                && script.settings().reads(name).stream()
                        .anyMatch(read -> read.step() == step
                                && read.word() != step.positionals().get(0)
                                && read.setting().scope().isEmpty());
    }

    private static boolean isReset(Script script, String name, Set<Integer> inside) {
        return script.settings().writes(name).stream()
                .filter(write -> inside.contains(write.step().index()))
                .anyMatch(write -> !write.step().is("set") || !grows(script, write.step(), name));
    }

    private static void increment(Script script, Step step, Report report) {
        Optional<SourceWord> word = step.positional(0).filter(first -> Words.isLiteral(first.text()));
        if (word.isEmpty()) {
            return;
        }
        SettingName setting = SettingName.of(word.get().text());
        Optional<SettingType> type = setting.type().flatMap(SettingType::find);
        boolean isText;
        if (type.isPresent()) {
            isText = !type.get().isNumber();
        } else if (PredefinedSettings.find(setting.name()).isPresent()) {
            isText = !PredefinedSettings.find(setting.name()).get().type().isNumber();
        } else {
            List<SettingsInUse.Write> sets = script.settings().writes(setting.name()).stream()
                    .filter(write -> write.step().is("set"))
                    .toList();
            isText = sets.stream().anyMatch(write -> write.setting().type().isEmpty())
                    && sets.stream()
                            .noneMatch(write -> write.setting()
                                    .type()
                                    .flatMap(SettingType::find)
                                    .filter(SettingType::isNumber)
                                    .isPresent());
        }
        if (isText) {
            report.add(
                    IPX091,
                    word.get().span(),
                    "inc " + setting.name() + ": is text (expected: a number, set " + setting.name() + ":int32 0)");
        }
    }

    private static void comparison(Script script, Step step, int at, Report report) {
        List<SourceExpansion> expansions = step.positionals().get(at).expansions();
        Optional<String> literal = step.literal(1 - at);
        boolean sole = Targets.soleSetting(step.positionals().get(at)).isPresent();
        if (!sole || literal.isEmpty()) {
            return;
        }
        Optional<SettingType> type =
                script.settings().type(SettingName.of(expansions.get(0).reference()));
        if (type.isEmpty() || !type.get().isNumber()) {
            return;
        }
        String text = literal.get();
        boolean hex = HEX.matcher(text).matches();
        boolean decimal = DECIMAL.matcher(text).matches();
        boolean never = type.get().isSigned() ? hex : decimal || hex && !isCanonical(text);
        if (never) {
            String shown = type.get().isSigned() ? "in decimal" : "in hex, as 0x10";
            report.add(
                    IPX092,
                    step.span(),
                    step + ": " + type.get() + " is shown " + shown + ", the two are never equal (expected: the same"
                            + " form)");
        }
    }

    private static boolean isCanonical(String hex) {
        String digits = hex.substring(2);
        return hex.startsWith("0x")
                && digits.equals(digits.toLowerCase(Locale.ROOT))
                && (digits.length() == 1 || !digits.startsWith("0"));
    }
}
