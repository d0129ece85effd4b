package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;
import java.time.Duration;

/** {@code choose}: shows the menu and stores the name of the chosen item; fails when the user leaves it by Escape. */
public final class ChooseLine extends OptionLine<ChooseLine> {
    private final SettingRef target;

    ChooseLine(IpxeScriptBuilder script, SettingRef target) {
        super(script, "choose");
        this.target = Settings.writable(target);
    }

    /**
     * The name of the item that the cursor starts on; the first one if no item has this name. Parts as
     * {@link Text#of}.
     */
    public ChooseLine defaultItem(Object... name) {
        return option("default", Text.of(name));
    }

    /** Chooses the default by itself after this time, unless a key is pressed: whole milliseconds, at least 1. */
    public ChooseLine timeout(Duration limit) {
        return milliseconds("timeout", limit);
    }

    /** Lets the time start again, at this much, when a key is pressed; iPXE of 2025 or newer. */
    public ChooseLine restartedTimeout(Duration limit) {
        return milliseconds("retimeout", limit);
    }

    /** Shows the menu of this name, instead of the one that was opened last. */
    public ChooseLine in(UiName menu) {
        return option("menu", menu);
    }

    /** Keeps the menu, so that it can be shown again. */
    public ChooseLine keep() {
        return flag("keep");
    }

    @Override
    Command command() {
        return writer().word(Text.of(target.path())).ends(ResultKind.CONDITION);
    }
}
