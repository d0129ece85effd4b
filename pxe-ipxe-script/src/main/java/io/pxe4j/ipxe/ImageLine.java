package io.pxe4j.ipxe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lines that fetch an image have in common.
 *
 * @param <L> the kind of line
 */
public abstract class ImageLine<L extends ImageLine<L>> extends Fallible {
    private final String name;
    private final Text image;
    private final List<String> flags = new ArrayList<>();
    private Text args = Text.of();
    private Text imageName = Text.of();
    private Optional<Duration> timeout = Optional.empty();

    ImageLine(IpxeScriptBuilder script, String name, Text image) {
        super(script);
        this.name = name;
        this.image = image;
    }

    /** Gives up fetching after this time: whole milliseconds, at least 1. */
    public L timeout(Duration limit) {
        Durations.milliseconds("timeout", limit);
        timeout = Optional.of(limit);
        return self();
    }

    abstract L self();

    L appendArgs(Text more) {
        args = args.isEmpty() || more.isEmpty() ? args.and(more) : args.and(" ", more);
        if (image.isEmpty() && !args.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": arguments without an image (expected: an image to give them to)");
        }
        return self();
    }

    L setName(Text text) {
        imageName = text;
        return self();
    }

    L flag(String option) {
        if (!flags.contains(option)) {
            flags.add(option);
        }
        return self();
    }

    Command.Writer writer() {
        Command.Writer writer = Command.named(name);
        if (!imageName.isEmpty()) {
            writer.option("name", imageName);
        }
        timeout.ifPresent(limit -> writer.timeout("timeout", limit));
        flags.forEach(writer::flag);
        return image.isEmpty() ? writer : writer.word(image).words(args);
    }

    @Override
    Command command() {
        return writer().ends(FailureKind.FALLIBLE);
    }
}
