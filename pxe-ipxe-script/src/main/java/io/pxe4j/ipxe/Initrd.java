package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@code initrd} loads beside a kernel, with the name by which the kernel finds it.
 *
 * <p>A Linux kernel started from UEFI finds its initrd only under the name that {@code initrd=} on its command line
 * says, and iPXE names an image after the last part of its address unless told otherwise. So the name is always
 * written, on both lines, from this one object.
 *
 * <pre>{@code
 * Initrd initrd = Initrd.of("http://192.0.2.1/debian/initrd.gz");
 * script.kernel("http://192.0.2.1/debian/linux").initrd(initrd).args("quiet").orGoto(failed)
 *       .initrd(initrd).orGoto(failed)
 * }</pre>
 */
public final class Initrd {
    private final IpxeUri uri;
    private final @Nullable Text givenName;
    private final Text placement;

    private Initrd(IpxeUri uri, @Nullable Text givenName, Text placement) {
        this.uri = uri;
        this.givenName = givenName;
        this.placement = placement;
    }

    /** The file at this address, named after the last part of it. The parts are those of {@link IpxeUri#of}. */
    public static Initrd of(Object... uri) {
        return new Initrd(IpxeUri.of(uri), null, Text.of());
    }

    /** The same file under another name: needed when the address ends in a setting. No blanks. */
    public Initrd named(Object... name) {
        Text text = Text.of(name);
        if (text.isEmpty() || hasBlank(text)) {
            throw new IllegalArgumentException("initrd name: " + Characters.quote(text.toString())
                    + " (expected: at least one character and no blanks, the kernel's command line ends a name there)");
        }
        Token.word(text);
        return new Initrd(uri, text, placement);
    }

    /**
     * The same file, handed over inside an archive under this path, instead of as an archive by itself: how a single
     * file gets into a Linux initramfs, and how {@code wimboot} is told which file is which.
     */
    public Initrd asFile(Object... pathInArchive) {
        Text text = Text.of(pathInArchive);
        if (text.isEmpty() || hasBlank(text)) {
            throw new IllegalArgumentException("initrd path: " + Characters.quote(text.toString())
                    + " (expected: at least one character and no blanks)");
        }
        Token.word(text);
        return new Initrd(uri, givenName, text);
    }

    /** The access rights of the file inside the archive, 0..07777; 0644 without it. */
    public Initrd mode(int rights) {
        Numbers.checked("mode", rights, 0, 07777);
        return placed("mode", Integer.toOctalString(rights));
    }

    /**
     * Adds the directories above the file to the archive: so many of them, or all for -1; none without it. iPXE of
     * 24 February 2025 or newer.
     */
    public Initrd mkdir(int levels) {
        Numbers.checked("mkdir", levels, -1, 0xff);
        return placed("mkdir", Integer.toString(levels));
    }

    private Initrd placed(String what, String value) {
        if (placement.isEmpty()) {
            throw new IllegalArgumentException(
                    what + ": not a file in an archive (expected: after asFile, which says its path)");
        }
        return new Initrd(uri, givenName, placement.and(" " + what + "=" + value));
    }

    /** Where it comes from. */
    public IpxeUri uri() {
        return uri;
    }

    /**
     * The name of the image.
     *
     * @throws IllegalArgumentException if none was given and the address does not end in one
     */
    public Text name() {
        return givenName != null ? givenName : lastPartOf(uri);
    }

    /** The path inside an archive and its options; empty if the file is an archive itself. */
    Text placement() {
        return placement;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Initrd initrd
                && uri.equals(initrd.uri)
                && placement.equals(initrd.placement)
                && Objects.equals(givenName, initrd.givenName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, givenName, placement);
    }

    /** The address. */
    @Override
    public String toString() {
        return uri.toString();
    }

    private static boolean hasBlank(Text text) {
        return text.parts().stream()
                .anyMatch(part ->
                        part instanceof String literal && literal.chars().anyMatch(Characters::isBlankOrControl));
    }

    private static Text lastPartOf(IpxeUri uri) {
        List<Object> name = new ArrayList<>();
        boolean inPath = false;
        for (Object part : uri.text().parts()) {
            if (part instanceof String literal) {
                int slash = literal.lastIndexOf('/');
                if (slash >= 0) {
                    name.clear();
                    inPath = true;
                }
                name.add(literal.substring(slash + 1));
            } else {
                name.add(part);
            }
        }
        Text text = Text.of(name.toArray());
        boolean plain = text.parts().stream()
                .allMatch(part -> part instanceof Reference || part.toString().matches("[A-Za-z0-9._-]+"));
        boolean certain = inPath || text.isLiteral(); // ${x} alone may hold a whole address
        if (text.isEmpty() || !plain || !certain) {
            throw new IllegalArgumentException("initrd: " + Characters.quote(uri.toString())
                    + " does not end in a plain file name (expected: a name given by named(...))");
        }
        return text;
    }
}
