package io.pxe4j.ipxe;

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

    static Command clear(SettingRef target) {
        requireWritable(target);
        return Command.named("clear").word(Text.of(target.path())).neverFails();
    }

    private static void requireWritable(SettingRef target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("set " + target.path() + ": nothing in " + target.scope()
                    + " can be written (expected: a setting elsewhere)");
        }
    }
}
