package io.pxe4j.ipxe;

/** {@code chain} and {@code boot}: fetches an image, if one is named, and runs it. */
public final class ChainLine extends ImageLine<ChainLine> {
    ChainLine(IpxeScriptBuilder script, String command, Text image) {
        super(script, command, image);
    }

    /** Ends this script in favour of the other one: nothing comes back. */
    public ChainLine replace() {
        return flag("replace");
    }

    /**
     * Forgets the image when it is done, so that fetching the same name again really fetches it and no initrd drags it
     * along.
     */
    public ChainLine autofree() {
        return flag("autofree");
    }

    /**
     * Adds to the image's arguments; a space separates it from what is there already. The parts are those of
     * {@link Text#of}.
     */
    public ChainLine args(Object... text) {
        return appendArgs(Text.of(text));
    }

    @Override
    ChainLine self() {
        return this;
    }
}
