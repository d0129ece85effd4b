package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.ResultKind;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;
import java.util.Set;

/** What the status of a command can be, with its words looked at: a {@code set} of a string does not fail. */
final class Outcomes {
    /** These fail only if their own words are wrong, which other rules say; or if the user interrupts a sleep. */
    private static final Set<String> RELIABLE = Set.of(
            "echo",
            "sleep",
            "item",
            "menu",
            "form",
            "clear",
            "inc",
            "exit",
            "goto",
            "ifstat",
            "ifclose",
            "route",
            "imgstat",
            "help",
            "shell",
            "config",
            "console",
            "colour",
            "cpair",
            "sanunhook");

    private Outcomes() {}

    /** Whether the command fails as a way to answer no. */
    static boolean isCondition(Step step) {
        return step.spec().isPresent() && result(step) == ResultKind.CONDITION;
    }

    /** Whether something outside the script decides if the command succeeds. */
    static boolean isFallible(Step step) {
        if (step.isEmpty() || step.spec().isEmpty() || isCondition(step)) {
            return false;
        }
        String name = step.spec().get().canonicalName();
        if (name.equals("set")) {
            return setMayFail(step);
        }
        if (name.equals("imgfree")) {
            return !step.positionals().isEmpty();
        }
        if (name.equals("console") || name.equals("params") || name.equals("param") || name.equals("vcreate")) {
            return true;
        }
        return !RELIABLE.contains(name) && result(step) == ResultKind.FALLIBLE;
    }

    /** Whether control can come to what runs after a success. */
    static boolean canSucceed(Step step) {
        if (step.is("imgexec")) {
            return step.arguments().option("replace").isEmpty();
        }
        return step.spec().isEmpty() || result(step) != ResultKind.NO_RETURN;
    }

    /** Whether control can come to what runs after a failure. */
    static boolean canFail(Step step) {
        if (step.isEmpty() || step.is("exit")) {
            return false;
        }
        if (step.spec().isEmpty() || step.is("reboot") || step.is("poweroff")) {
            return true;
        }
        boolean wrongWords = !step.arguments().mistakes().isEmpty();
        return wrongWords
                || isCondition(step)
                || isFallible(step)
                || step.is("sleep")
                || step.is("inc")
                || step.is("console")
                || step.is("shell");
    }

    private static ResultKind result(Step step) {
        return step.spec().map(spec -> spec.result(step.positionals().size())).orElse(ResultKind.FALLIBLE);
    }

    private static boolean setMayFail(Step step) {
        Optional<SettingType> type = step.positional(0).flatMap(Outcomes::typeWritten);
        if (type.isEmpty() || type.get() == SettingType.STRING || type.get() == SettingType.URISTRING) {
            return false;
        }
        return step.positionals().stream().skip(1).anyMatch(word -> !Words.isLiteral(word.text()));
    }

    /** The type that decides how {@code set} reads a value; empty for a setting of the user's. */
    static Optional<SettingType> typeWritten(SourceWord setting) {
        SettingName name = SettingName.of(setting.text());
        return name.type()
                .flatMap(SettingType::find)
                .or(() -> PredefinedSettings.find(name.name()).map(SettingSpec::type));
    }
}
