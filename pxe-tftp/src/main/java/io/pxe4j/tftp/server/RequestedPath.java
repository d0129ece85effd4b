package io.pxe4j.tftp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file name of a request, taken apart without touching a file system.
 *
 * @param segments the names from the root down; empty for the root itself
 * @param refusal why the name is refused, in words
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
record RequestedPath(List<String> segments, Optional<String> refusal) {
    private static final int MAX_LENGTH = 1024;

    static RequestedPath of(String file) {
        if (file.length() > MAX_LENGTH) {
            return refused("file name too long");
        }
        if (file.chars().anyMatch(Character::isISOControl)) {
            return refused("control character in file name");
        }
        // The Windows boot manager asks for \Boot\BCD.
        String path = file.replace('\\', '/');
        if (path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0))) {
            return refused("drive letter in file name");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return refused("parent directory in file name");
            }
            if (PartName.matches(segment)) {
                return refused("unfinished upload");
            }
            // GRUB collapses double slashes, curl sends them.
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return new RequestedPath(List.copyOf(segments), Optional.empty());
    }

    static RequestedPath refused(String why) {
        return new RequestedPath(List.of(), Optional.of(why));
    }
}
