package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.ResultKind;

/** {@code present}: shows the form and stores what is typed; fails when the user leaves it by Escape. */
public final class PresentLine extends OptionLine<PresentLine> {
    PresentLine(IpxeScriptBuilder script) {
        super(script, "present");
    }

    /** Shows the form of this name, instead of the one that was opened last. */
    public PresentLine in(UiName form) {
        return option("form", form);
    }

    /** Keeps the form, so that it can be shown again. */
    public PresentLine keep() {
        return flag("keep");
    }

    @Override
    Command command() {
        return writer().ends(ResultKind.CONDITION);
    }
}
