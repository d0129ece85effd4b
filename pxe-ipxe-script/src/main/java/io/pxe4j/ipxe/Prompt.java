package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.time.Duration;
import java.util.Optional;

/** A wait for a key, with an optional time limit; it holds if the key was pressed. */
public final class Prompt implements Condition {
    private final Text text;
    private final Optional<Key> key;
    private final Optional<Duration> timeout;

    private Prompt(Text text, Optional<Key> key, Optional<Duration> timeout) {
        this.text = text;
        this.key = key;
        this.timeout = timeout;
        command(); // refuses what cannot be written
    }

    /** A prompt that prints this text; the parts are those of {@link Text#of}. */
    public static Prompt of(Object... text) {
        return new Prompt(Text.of(text), Optional.empty(), Optional.empty());
    }

    /** Holds for this key only; any other one ends the wait with a no. Without a key, any will do. */
    public Prompt key(Key only) {
        return new Prompt(text, Optional.of(only), timeout);
    }

    /** Waits no longer than this: whole milliseconds, at least 1. Without a limit, it waits for ever. */
    public Prompt timeout(Duration limit) {
        return new Prompt(text, key, Optional.of(limit));
    }

    Command command() {
        Command.Writer prompt = Command.named("prompt");
        key.ifPresent(k -> prompt.option("key", k.toString()));
        timeout.ifPresent(t -> prompt.timeout("timeout", t));
        return prompt.words(text).ends(ResultKind.CONDITION);
    }

    /** The command, as a script has it. */
    @Override
    public String toString() {
        return command().text();
    }
}
