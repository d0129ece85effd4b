package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import java.util.List;

/** The lines of a script that are about settings. */
public sealed interface SettingLines permits IpxeScriptBuilder {
    /**
     * Sets a variable of the script, or one of iPXE's settings, to a text. A setting that iPXE does not read as text
     * is checked here, so the line cannot fail; what is known only when the script runs goes into {@link #setParsed}.
     * If all of the value's own settings are empty then, the setting is deleted.
     *
     * @param name the name alone, without scope and type
     */
    default IpxeScriptBuilder set(String name, Object... value) {
        return set(Arguments.variable(name), value);
    }

    /** The same for a setting with a scope or a type, such as {@code SettingRef.of("net0/ip")}. */
    default IpxeScriptBuilder set(SettingRef target, Object... value) {
        Text text = Text.of(value);
        SettingType type = target.effectiveType();
        if (!type.takesAnyText()) {
            if (!text.isLiteral() || !type.isStoredEverywhere()) {
                throw new IllegalArgumentException("set " + target.path() + ": iPXE may be unable to read the value as "
                        + type + " (expected: setParsed, which asks what happens then)");
            }
            type.check(text.toString());
        }
        return script().add(Settings.set(target, text).neverFails());
    }

    /** Sets a setting to a value that iPXE has to read first, and may refuse. */
    default Fallible setParsed(SettingRef target, Object... value) {
        Text text = Text.of(value);
        if (text.isLiteral()) {
            target.effectiveType().check(text.toString());
        }
        return script().fallible(Settings.set(target, text));
    }

    /** Deletes a variable of the script, if it is there. */
    default IpxeScriptBuilder clear(String name) {
        return clear(Arguments.variable(name));
    }

    /** Deletes a setting, if it is there. */
    default IpxeScriptBuilder clear(SettingRef target) {
        return script().add(Settings.clear(target));
    }

    /** Prints a setting with its name, block and type. */
    default ShowLine show(SettingRef setting) {
        return new ShowLine(script().begin(), setting);
    }

    /** Lets the user type a setting on a line that shows its value; fails on Ctrl-C. Print a prompt before. */
    default TimedLine read(SettingRef target) {
        return new TimedLine(
                script().begin(),
                "read",
                List.of(Text.of(Settings.writable(target).path())));
    }

    /** Adds 1 to a number. */
    default Fallible inc(SettingRef number) {
        return script().fallible(Settings.inc(number));
    }

    /**
     * Adds to a number, which starts at 0 where it does not exist; it wraps round at the width of its type. A setting
     * that was set as text cannot be counted.
     *
     * @param step what is added; negative to count down
     */
    default Fallible inc(SettingRef number, int step) {
        return script().fallible(Settings.inc(number).word(Text.of(step)));
    }

    /** Opens the screen on which all settings can be changed. */
    default Fallible config() {
        return script().fallible(Command.named("config"));
    }

    /** The same for one block, such as {@code net0}. */
    default Fallible config(String block) {
        return script().fallible(Command.named("config").word(Text.of(SettingName.checked("setting scope", block))));
    }

    /** Asks for {@code ${username}} and {@code ${password}}; fails when the user leaves it by Escape. */
    default Fallible login() {
        return script().fallible(Command.named("login"));
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
