package io.pxe4j.ipxe;

/** {@code certstat}, {@code certstore} and {@code certfree}: shows, adds and forgets certificates. */
public final class CertLine extends OptionLine<CertLine> {
    private final Text image;

    CertLine(IpxeScriptBuilder script, String command, Text image) {
        super(script, command);
        this.image = image;
    }

    /** Only those with this name. Parts as {@link Text#of}. */
    public CertLine subject(Object... name) {
        return option("subject", Text.of(name));
    }

    /** Keeps the image that the certificates came in. Only {@code certstore} knows it. */
    public CertLine keep() {
        if (!name().equals("certstore")) {
            throw new IllegalArgumentException(name() + ": keep (expected: on a certstore line only)");
        }
        return flag("keep");
    }

    @Override
    Command.Writer writer() {
        Command.Writer writer = super.writer();
        return image.isEmpty() ? writer : writer.address(image);
    }
}
