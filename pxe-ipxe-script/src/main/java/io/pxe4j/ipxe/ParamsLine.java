package io.pxe4j.ipxe;

/** {@code params}: starts a list of request parameters, which {@link ImageLine#withParams()} sends. */
public final class ParamsLine extends OptionLine<ParamsLine> {
    ParamsLine(IpxeScriptBuilder script) {
        super(script, "params");
    }

    /** Gives the list a name. */
    public ParamsLine named(UiName list) {
        return option("name", list);
    }

    /** The method of the request; without it, POST if the list has form parameters. iPXE of July 2026 or newer. */
    public ParamsLine method(HttpMethod method) {
        return option("method", method.name());
    }
}
