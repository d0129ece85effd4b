package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;

/** The commands that write settings. */
final class Settings {
    private Settings() {}

    static Command.Writer set(SettingRef target, Text value) {
        requireWritable(target);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("set " + target.path()
                    + ": empty (expected: a value, an empty one deletes the setting as clear does)");
        }
        Token.word(value); // stored as one text, and expanded again as one word wherever it is used
        return Command.named("set").word(Text.of(target.path())).words(value);
    }

    static Command.Writer inc(SettingRef target) {
        requireWritable(target);
        SettingType type = target.effectiveType();
        boolean unknown = type == SettingType.STRING && target.type().isEmpty();
        if (!type.isNumber() && !unknown) {
            // A string setting has no number (core/settings.c: only integers have "numerate").
            throw new IllegalArgumentException(
                    "inc " + target.path() + ": " + type + " (expected: a setting that holds a number, such as int32)");
        }
        return Command.named("inc").word(Text.of(target.path()));
    }

    static Command clear(SettingRef target) {
        requireWritable(target);
        return Command.named("clear").word(Text.of(target.path())).neverFails();
    }

    /** Refuses a setting that cannot hold any text there is. */
    static SettingRef forText(SettingRef target) {
        requireWritable(target);
        if (target.effectiveType() != SettingType.STRING) {
            throw new IllegalArgumentException("setting " + target.path() + ": read as " + target.effectiveType()
                    + " (expected: a setting that holds any text)");
        }
        return target;
    }

    /** Refuses a setting that no script can write. */
    static SettingRef writable(SettingRef target) {
        requireWritable(target);
        return target;
    }

    private static void requireWritable(SettingRef target) {
        target.effectiveType().requireStorable();
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("set " + target.path() + ": nothing in " + target.scope()
                    + " can be written (expected: a setting elsewhere)");
        }
    }
}
