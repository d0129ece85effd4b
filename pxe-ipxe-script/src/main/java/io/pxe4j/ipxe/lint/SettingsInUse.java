package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.SourceExpansion;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which settings the commands of a script write and read. Names count without their scopes, as a search finds them. */
final class SettingsInUse {
    private final Map<String, List<Write>> writes = new HashMap<>();
    private final Map<String, List<Read>> reads = new LinkedHashMap<>();

    /**
     * A command that writes a setting.
     *
     * @param value what it writes, as written; empty if something outside the script decides
     */
    record Write(Step step, SettingName setting, SourceWord word, Optional<String> value) {}

    /** A <code>${...}</code> that names its setting. */
    record Read(Step step, SettingName setting, SourceWord word, SourceExpansion expansion) {}

    private final boolean forms;

    private SettingsInUse(boolean forms) {
        this.forms = forms;
    }

    static SettingsInUse in(List<Step> steps) {
        SettingsInUse settings = new SettingsInUse(steps.stream().anyMatch(step -> step.is("form")));
        steps.forEach(settings::add);
        return settings;
    }

    /** What writes the setting of that name. */
    List<Write> writes(String name) {
        return writes.getOrDefault(name, List.of());
    }

    Set<String> written() {
        return writes.keySet();
    }

    /** What reads settings, by name. */
    Map<String, List<Read>> reads() {
        return reads;
    }

    List<Read> reads(String name) {
        return reads.getOrDefault(name, List.of());
    }

    /** All values that the script itself gives a setting; empty if something else gives it one too. */
    Optional<Set<String>> values(String name) {
        if (PredefinedSettings.find(name).isPresent() || writes(name).isEmpty()) {
            return Optional.empty();
        }
        Set<String> values = new LinkedHashSet<>();
        for (Write write : writes(name)) {
            if (write.value().isEmpty() || !Words.isLiteral(write.value().get())) {
                return Optional.empty();
            }
            values.add(write.value().get());
        }
        return Optional.of(values);
    }

    /** The type in which a reference shows its setting, if that is sure. */
    Optional<SettingType> type(SettingName setting) {
        if (setting.type().isPresent()) {
            return SettingType.find(setting.type().get());
        }
        Optional<SettingType> predefined =
                PredefinedSettings.find(setting.name()).map(SettingSpec::type);
        if (predefined.isPresent()) {
            return predefined;
        }
        Optional<SettingType> found = Optional.empty();
        for (Write write : writes(setting.name())) {
            Optional<SettingType> type = write.setting().type().isPresent()
                    ? SettingType.find(write.setting().type().get())
                    : Optional.of(SettingType.STRING);
            if (write.step().is("inc") && write.setting().type().isEmpty()) {
                continue;
            }
            if (!write.step().is("set") || type.isEmpty() || found.isPresent() && !found.equals(type)) {
                return Optional.empty();
            }
            found = type;
        }
        return found;
    }

    private void add(Step step) {
        for (SourceWord word : step.source().words()) {
            for (SourceExpansion expansion : word.expansions()) {
                if (!expansion.isNested()) {
                    SettingName setting = SettingName.of(expansion.reference());
                    reads.computeIfAbsent(setting.name(), name -> new ArrayList<>())
                            .add(new Read(step, setting, word, expansion));
                }
            }
        }
        addWrites(step);
    }

    private void addWrites(Step step) {
        if (step.spec().isEmpty() || step.is("show")) {
            return;
        }
        for (int i = 0; i < Math.min(2, step.positionals().size()); i++) {
            if (step.spec()
                    .get()
                    .argument(i)
                    .filter(spec -> spec.kind() == ArgumentKind.SETTING)
                    .isPresent()) {
                addWrite(step, step.positionals().get(i), i);
            }
        }
        step.arguments().options().stream()
                .filter(option -> option.spec()
                        .argument()
                        .filter(spec -> spec.kind() == ArgumentKind.SETTING)
                        .isPresent())
                .flatMap(option -> option.value().stream())
                .forEach(value -> put(step, SettingName.of(value.text()), value.word(), Optional.empty()));
        if (forms && step.is("item") && Menus.isNamedItem(step)) {
            // In a form, the name of an item is a setting.
            step.positional(0).ifPresent(word -> put(step, SettingName.of(word.text()), word, Optional.empty()));
        }
    }

    private void addWrite(Step step, SourceWord word, int at) {
        SettingName setting = SettingName.of(word.text());
        boolean sets = step.is("set");
        List<SourceWord> value =
                step.positionals().subList(at + 1, step.positionals().size());
        put(step, setting, word, sets ? Optional.of(Words.joined(value)) : Optional.empty());
    }

    private void put(Step step, SettingName setting, SourceWord word, Optional<String> value) {
        writes.computeIfAbsent(setting.name(), name -> new ArrayList<>()).add(new Write(step, setting, word, value));
    }
}
