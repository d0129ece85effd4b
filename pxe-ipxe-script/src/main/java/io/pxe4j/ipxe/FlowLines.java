package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The lines of a script that say which line comes next. */
public sealed interface FlowLines permits IpxeScriptBuilder {
    /** Fails if the setting does not exist, or is empty. */
    default Fallible isset(SettingRef setting) {
        return script().check(Condition.isset(setting));
    }

    /** The same for a setting whose name holds the value of another one. */
    default Fallible isset(IndirectSetting setting) {
        return script().check(Condition.isset(setting));
    }

    /** Fails if two texts differ; see {@link Condition#iseq}. */
    default Fallible iseq(Object one, Object other) {
        return script().check(Condition.iseq(one, other));
    }

    /** Does what {@link Guard} is told if the condition holds. */
    default Guard when(Condition condition) {
        return new Guard(script().begin(), condition);
    }

    /** Runs a block as long as a condition holds, which is asked before each run. */
    default IpxeScriptBuilder whileTrue(Condition condition, Consumer<IpxeScriptBuilder> block) {
        return script().add(new Statement.While(condition, IpxeScriptBuilder.block(block)));
    }

    /**
     * A block that is left at the first line in it that fails and says {@link Fallible#propagate}; what happens then is
     * said once, after the block. Nothing of what its lines did is undone.
     */
    default Fallible attempt(Consumer<IpxeScriptBuilder> block) {
        return new AttemptLine(script().begin()).of(IpxeScriptBuilder.block(block));
    }

    /**
     * The same, tried again when it fails; see {@link Fallible#retry}.
     *
     * @param times 1..0x7fffffff
     * @param pause between two runs: whole seconds, or zero for none
     */
    default Fallible retry(int times, Duration pause, Consumer<IpxeScriptBuilder> block) {
        return attempt(block).retry(times, pause);
    }

    /** Runs a block for each network interface, in the order of their numbers, which the setting {@code nic} counts. */
    default IpxeScriptBuilder forEachInterface(BiConsumer<IpxeScriptBuilder, EachInterface> block) {
        return forEachInterface("nic", block);
    }

    /** The same with another variable to count in: needed for a loop within a loop. */
    default IpxeScriptBuilder forEachInterface(String counter, BiConsumer<IpxeScriptBuilder, EachInterface> block) {
        SettingRef number = Arguments.variable(counter);
        EachInterface each = new EachInterface(number);
        return script().add(new Statement.EachInterface(
                number, IpxeScriptBuilder.block(inner -> block.accept(inner, each))));
    }

    /** Runs the block that belongs to the value of a setting; the script goes on below. */
    default IpxeScriptBuilder switchOn(SettingRef setting, Consumer<Cases> cases) {
        Cases chosen = new Cases();
        script().within(chosen, () -> cases.accept(chosen));
        return script().add(chosen.choice(Text.of(setting)));
    }

    /** The place that {@link #goTo} and the others go to. */
    default IpxeScriptBuilder label(Label label) {
        return script().add(new Statement.Place(label));
    }

    /** Goes on at the label. */
    default IpxeScriptBuilder goTo(Label label) {
        return script().add(
                        Command.named("goto").word(Text.of(label)).target(label).ends(ResultKind.NO_RETURN));
    }

    /** Goes on at the label that a setting names; fails if there is none of that name. */
    default Fallible goTo(SettingRef label) {
        return script().fallible(Command.named("goto").word(Text.of(label)));
    }

    /** Leaves the script with success: a script that started it goes on; at the top, the firmware does. */
    default IpxeScriptBuilder exit() {
        return script().add(Command.named("exit").ends(ResultKind.NO_RETURN));
    }

    /**
     * Leaves the script with a status, 0..0x7fffffff. Anything but 0 is a failure to a script that started it, and lets
     * most UEFI firmware try the next boot option.
     */
    default IpxeScriptBuilder exit(int status) {
        if (status < 0) {
            throw new IllegalArgumentException("exit: " + status + " (expected: 0..2147483647)");
        }
        return script().add(Command.named("exit").word(Text.of(status)).ends(ResultKind.NO_RETURN));
    }

    /**
     * The lines of another script, as part of this one. They share their settings. Their labels are kept apart: each,
     * and each jump to it, gets the prefix. An {@code exit} among them leaves the whole script.
     *
     * @param prefix at least one character, such as {@code tools_}; another one for each script that is included
     * @throws IllegalArgumentException if the other script has {@code raw} lines, in which no jump can be told
     */
    default IpxeScriptBuilder include(String prefix, IpxeScript other) {
        if (!other.isChecked()) {
            throw new IllegalArgumentException(
                    "include: the script has raw lines (expected: none, their jumps cannot be kept apart; chain it)");
        }
        LabelPrefix labels = new LabelPrefix(Label.of(prefix).name());
        IpxeScriptBuilder script = script().begin();
        labels.apply(other.statements()).forEach(script::add);
        return script;
    }

    private IpxeScriptBuilder script() {
        return (IpxeScriptBuilder) this;
    }
}
