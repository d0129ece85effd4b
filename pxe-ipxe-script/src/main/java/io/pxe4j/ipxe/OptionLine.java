package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the lines whose command takes options have in common.
 *
 * @param <L> the kind of line
 */
public abstract class OptionLine<L extends OptionLine<L>> extends Fallible {
    private final String name;
    private final Map<String, Text> values = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();

    OptionLine(IpxeScriptBuilder script, String name) {
        super(script);
        this.name = name;
    }

    String name() {
        return name;
    }

    @SuppressWarnings("unchecked") // every subclass names itself
    L self() {
        return (L) this;
    }

    L option(String option, Object value) {
        Text text = Text.of(value);
        Token.word(text); // refuses what cannot be written
        values.put(option, text);
        return self();
    }

    L number(String option, long value, long least, long most) {
        return option(option, Numbers.checked(option, value, least, most));
    }

    L milliseconds(String option, Duration duration) {
        return option(option, Durations.milliseconds(option, duration));
    }

    L flag(String option) {
        flags.add(option);
        return self();
    }

    void without(String option) {
        values.remove(option);
    }

    /** The command with its options; those with a value come first. */
    Command.Writer writer() {
        Command.Writer writer = Command.named(name);
        values.forEach(writer::option);
        flags.forEach(writer::flag);
        return writer;
    }

    @Override
    Command command() {
        return writer().fallible();
    }
}
