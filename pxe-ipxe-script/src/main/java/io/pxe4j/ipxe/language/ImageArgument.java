package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** A word behind the URI of an image that iPXE itself reads, and older builds do not. */
public enum ImageArgument {
    /** {@code initrd=initrd.magic}: the kernel takes all images, one after another (e5f025517). */
    ALL_INITRDS("initrd=initrd.magic", true, LocalDate.of(2021, 5, 21)),
    /** {@code mkdir=}: an archive around a file holds the directories above it too (12ea8c407, core/cpio.c). */
    MKDIR("mkdir=", false, LocalDate.of(2025, 2, 24));

    private static final Set<String> KERNEL_COMMANDS = Set.of("imgselect", "imgexec", "imgargs");
    private static final Set<String> FILE_COMMANDS = Set.of("imgfetch");

    private final String text;
    private final boolean forKernel;
    private final LocalDate since;

    ImageArgument(String text, boolean forKernel, LocalDate since) {
        this.text = text;
        this.forKernel = forKernel;
        this.since = since;
    }

    /**
     * What a word means to iPXE.
     *
     * @param command the command that the word belongs to
     * @param place how many words behind the image's name or URI, from 0
     * @return empty if iPXE hands the word on, or every build understands it
     */
    public static Optional<ImageArgument> of(CommandSpec command, int place, String word) {
        if (KERNEL_COMMANDS.contains(command.canonicalName()) && word.equals(ALL_INITRDS.text)) {
            return Optional.of(ALL_INITRDS);
        }
        // The first word is the path, whatever it holds.
        boolean behindPath = FILE_COMMANDS.contains(command.canonicalName()) && place > 0;
        return behindPath && word.startsWith(MKDIR.text) ? Optional.of(MKDIR) : Optional.empty();
    }

    /** The day of its first commit. */
    public LocalDate since() {
        return since;
    }

    /** Whether a build for that needs to know it: a kernel that UEFI did not start gets all images anyway. */
    boolean matters(BuildTarget target) {
        return !forKernel || target.isEfi();
    }

    /** The word, or its beginning. */
    @Override
    public String toString() {
        return text;
    }
}
