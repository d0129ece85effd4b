package io.pxe4j.ipxe;

import java.time.Duration;

/**
 * What the lines that work on an image, and fetch it first where it is not there yet, have in common.
 *
 * @param <L> the kind of line
 */
public abstract class ImageWorkLine<L extends ImageWorkLine<L>> extends OptionLine<L> {
    private final Text first;
    private final Text second;

    /** A line with these arguments; the second may be empty. */
    ImageWorkLine(IpxeScriptBuilder script, String name, Text first, Text second) {
        super(script, name);
        this.first = first;
        this.second = second;
    }

    /** Gives up fetching after this time: whole milliseconds, at least 1. */
    public L timeout(Duration limit) {
        return milliseconds("timeout", limit);
    }

    /** Shows no progress; iPXE of July 2026 or newer. */
    public L quiet() {
        return flag("quiet");
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        if (!first.isEmpty()) {
            writer.address(first);
        }
        return second.isEmpty() ? writer : writer.address(second);
    }
}
