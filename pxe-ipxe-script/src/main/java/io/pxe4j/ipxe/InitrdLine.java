package io.pxe4j.ipxe;

/** {@code initrd}: fetches a file that goes with the kernel. */
public final class InitrdLine extends ImageLine<InitrdLine> {
    private final Text name;

    InitrdLine(IpxeScriptBuilder script, Initrd initrd) {
        super(script, "initrd", initrd.uri().text());
        this.name = initrd.name();
        imageName(name);
        appendArgs(initrd.placement());
    }

    @Override
    Command command() {
        return writer().provides(name).fallible();
    }
}
