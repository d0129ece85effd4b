package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.Optional;

/** {@code choose}: shows the menu and stores the name of the chosen item; fails when the user leaves it by Escape. */
public final class ChooseLine extends Fallible {
    private final SettingRef target;
    private Text defaultItem = Text.of();
    private Optional<Duration> timeout = Optional.empty();

    ChooseLine(IpxeScriptBuilder script, SettingRef target) {
        super(script);
        this.target = target;
    }

    /**
     * The name of the item that the cursor starts on; the first one if no item has this name. Parts as
     * {@link Text#of}.
     */
    public ChooseLine defaultItem(Object... name) {
        defaultItem = Text.of(name);
        return this;
    }

    /** Chooses the default by itself after this time, unless a key is pressed: whole milliseconds, at least 1. */
    public ChooseLine timeout(Duration limit) {
        Durations.milliseconds("timeout", limit);
        timeout = Optional.of(limit);
        return this;
    }

    @Override
    Command command() {
        return command(target, defaultItem, timeout);
    }

    static Command command(SettingRef target, Text defaultItem, Optional<Duration> timeout) {
        Command.Writer choose = Command.named("choose");
        if (!defaultItem.isEmpty()) {
            choose.option("default", defaultItem);
        }
        timeout.ifPresent(limit -> choose.timeout("timeout", limit));
        return choose.word(Text.of(target.path())).ends(FailureKind.CONDITION);
    }
}
