package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.SourceExpansion;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a computed {@code goto} can lead. */
final class Targets {
    private Targets() {}

    static boolean isComputedGoto(Step step) {
        return step.is("goto")
                && step.positionals().size() == 1
                && !Words.isLiteral(step.positionals().get(0).text());
    }

    /** The setting that is the whole of a word: {@code sel} for <code>${sel}</code>. */
    static Optional<String> soleSetting(SourceWord word) {
        List<SourceExpansion> expansions = word.expansions();
        if (expansions.size() != 1 || expansions.get(0).isNested()) {
            return Optional.empty();
        }
        SourceExpansion only = expansions.get(0);
        boolean whole = only.start() == 0 && only.end() == word.toBytes().length;
        return whole ? Optional.of(SettingName.of(only.reference()).name()) : Optional.empty();
    }

    /** All values that a setting can have, with what menus offer among them; empty if that is not known. */
    static Optional<Set<String>> values(Script script, String setting) {
        Set<String> values = new LinkedHashSet<>();
        List<SettingsInUse.Write> writes = script.settings().writes(setting);
        for (SettingsInUse.Write write : writes) {
            if (write.step().is("item") || write.step().is("clear")) {
                continue;
            }
            if (write.step().is("choose")) {
                Optional<Set<String>> choices = script.menus().choices(write.step());
                if (choices.isEmpty()) {
                    return Optional.empty();
                }
                values.addAll(choices.get());
            } else if (write.value().filter(Words::isLiteral).isPresent()) {
                values.add(write.value().get());
            } else {
                return Optional.empty();
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** The setting that decides where the command jumps. */
    static Optional<String> decider(Step step) {
        return isComputedGoto(step) ? soleSetting(step.positionals().get(0)) : Optional.empty();
    }
}
