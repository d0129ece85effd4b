package io.pxe4j.ipxe;

import java.time.Duration;

/**
 * What the lines that fetch an image have in common.
 *
 * @param <L> the kind of line
 */
public abstract class ImageLine<L extends ImageLine<L>> extends OptionLine<L> {
    private Text image;
    private Text args = Text.of();

    ImageLine(IpxeScriptBuilder script, String name, Text image) {
        super(script, name);
        this.image = image;
    }

    /** Gives up fetching after this time: whole milliseconds, at least 1. */
    public L timeout(Duration limit) {
        return milliseconds("timeout", limit);
    }

    /** Shows no progress; iPXE of July 2026 or newer. */
    public L quiet() {
        return flag("quiet");
    }

    /**
     * Forgets the image when it was executed, so that fetching the same name again really fetches it and no initrd
     * drags it along.
     */
    public L autofree() {
        return flag("autofree");
    }

    /** Sends the request parameters of the last {@code params} as a form, with POST. */
    public L withParams() {
        return address(image.and("##params"));
    }

    /** The same with the list of parameters that has this name. */
    public L withParams(UiName list) {
        return address(image.and("##params=", list));
    }

    L appendArgs(Text more) {
        args = args.isEmpty() || more.isEmpty() ? args.and(more) : args.and(" ", more);
        if (image.isEmpty() && !args.isEmpty()) {
            throw new IllegalArgumentException(
                    name() + ": arguments without an image (expected: an image to give them to)");
        }
        return self();
    }

    L imageName(Text text) {
        return option("name", text);
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        return image.isEmpty() ? writer : writer.address(image).words(args);
    }

    private L address(Text text) {
        if (image.isEmpty()) {
            throw new IllegalArgumentException(
                    name() + ": parameters without an address (expected: one to send them to)");
        }
        image = text;
        return self();
    }
}
