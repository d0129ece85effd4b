package io.pxe4j.ipxe;

/** {@code show}: prints a setting with its name, block and type; fails when it does not exist. */
public final class ShowLine extends OptionLine<ShowLine> {
    private final SettingRef setting;

    ShowLine(IpxeScriptBuilder script, SettingRef setting) {
        super(script, "show");
        this.setting = setting;
    }

    /** Gives {@code --quiet}; iPXE of July 2026 or newer. */
    public ShowLine quiet() {
        return flag("quiet");
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(Text.of(setting.path()));
    }
}
