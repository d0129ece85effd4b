package io.pxe4j.ipxe;

/** {@code initrd}: fetches a file that goes with the kernel. */
public final class InitrdLine extends ImageLine<InitrdLine> {
    private final Text name;

    InitrdLine(IpxeScriptBuilder script, Initrd initrd) {
        super(script, "initrd", initrd.uri().text());
        this.name = initrd.name();
        setName(name);
        appendArgs(initrd.path());
    }

    @Override
    InitrdLine self() {
        return this;
    }

    @Override
    Command command() {
        return writer().provides(name).ends(FailureKind.FALLIBLE);
    }
}
