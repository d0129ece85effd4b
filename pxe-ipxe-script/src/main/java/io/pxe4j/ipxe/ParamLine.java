package io.pxe4j.ipxe;

/** {@code param}: adds to a list of request parameters; fails when there is none. */
public final class ParamLine extends OptionLine<ParamLine> {
    private final Text key;
    private final Text value;

    ParamLine(IpxeScriptBuilder script, boolean header, Text key, Text value) {
        super(script, "param");
        this.key = key;
        this.value = value;
        if (header) {
            flag("header");
        }
    }

    /** Adds it to the list of this name, instead of the one without. */
    public ParamLine in(UiName list) {
        return option("params", list);
    }

    @Override
    Command.Writer writer() {
        return super.writer().word(key).words(value);
    }
}
