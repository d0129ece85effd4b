package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.util.function.Function;

/**
 * A question that a script asks while it runs, and that {@link IpxeScriptBuilder#when} acts on.
 *
 * <pre>{@code
 * when(iseq(PLATFORM, "efi").and(isset(SettingRef.of("net0/ip")))).thenGoto(efi)
 * }</pre>
 */
public sealed interface Condition permits Prompt, CommandCondition, Both, Either, Negation {
    /** Whether the setting exists and is not empty. */
    static Condition isset(SettingRef setting) {
        return issetAny(setting);
    }

    /** The same for a setting whose name holds the value of another one. */
    static Condition isset(IndirectSetting setting) {
        return issetAny(setting);
    }

    private static Condition issetAny(Reference setting) {
        return new CommandCondition(
                Command.named("isset").word(Text.of(setting)).ends(ResultKind.CONDITION));
    }

    /**
     * Whether two texts are equal, byte for byte. Each is a string, a number, a {@link SettingRef} or a {@link Text} of
     * them. Settings are compared as shown: a {@code uint8} of 16 is {@code 0x10}.
     */
    static Condition iseq(Object one, Object other) {
        return new CommandCondition(CommandCondition.equal(Text.of(one), Text.of(other)));
    }

    /** Whether the processor has a feature. Only iPXE for x86 can tell: elsewhere it does not hold. */
    static Condition cpuid(CpuFeature feature) {
        return new CommandCondition(feature.command());
    }

    /** Whether a line succeeds, such as {@code succeeds(line -> line.ifopen("net1"))}. */
    static Condition succeeds(Function<IpxeScriptBuilder, Fallible> line) {
        return new CommandCondition(IpxeScriptBuilder.single(line));
    }

    /**
     * Whether somebody presses a key; the text is printed, and wiped out again. The parts are those of
     * {@link Text#of}.
     */
    static Prompt prompt(Object... text) {
        return Prompt.of(text);
    }

    /** Whether this and the other hold; the other is asked only if this does. */
    default Condition and(Condition other) {
        return new Both(this, other);
    }

    /** Whether this or the other holds; the other is asked only if this does not. */
    default Condition or(Condition other) {
        return new Either(this, other);
    }

    /** Whether this does not hold. */
    default Condition not() {
        return this instanceof Negation negated ? negated.inner() : new Negation(this);
    }
}
