package io.pxe4j.ipxe;

import java.time.Duration;

/** {@code prompt}: waits for a key; fails when the time is over or another key is pressed. */
public final class PromptLine extends Fallible {
    private Prompt prompt;

    PromptLine(IpxeScriptBuilder script, Prompt prompt) {
        super(script);
        this.prompt = prompt;
    }

    /** Succeeds for this key only. */
    public PromptLine key(Key only) {
        prompt = prompt.key(only);
        return this;
    }

    /** Waits no longer than this: whole milliseconds, at least 1. Without a limit, it waits for ever. */
    public PromptLine timeout(Duration limit) {
        prompt = prompt.timeout(limit);
        return this;
    }

    @Override
    Command command() {
        return prompt.command();
    }
}
