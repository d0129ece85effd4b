package io.pxe4j.tftp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which names a {@link DirectoryContent} serves, and which file a name means. */
record DirectoryPolicy(
        boolean ignoreCase,
        boolean backslashes,
        boolean followLinks,
        boolean hiddenFiles,
        boolean windowsNames,
        ClientDirectory clients) {

    /** The name taken apart, or refused. */
    RequestedPath path(String file) {
        if (!backslashes && file.indexOf('\\') >= 0) {
            // A slash for a Windows file system, and a character for the others.
            return onlyHere(file);
        }
        return checked(RequestedPath.of(file));
    }

    private RequestedPath onlyHere(String file) {
        if (!windowsNames) {
            return RequestedPath.refused("backslash in file name");
        }
        char standIn = '\uffff';
        RequestedPath path = checked(RequestedPath.of(file.replace('\\', standIn)));
        return new RequestedPath(
                path.segments().stream()
                        .map(segment -> segment.replace(standIn, '\\'))
                        .toList(),
                path.refusal());
    }

    private RequestedPath checked(RequestedPath path) {
        for (String segment : path.segments()) {
            if (!hiddenFiles && segment.startsWith(".")) {
                return RequestedPath.refused("hidden file");
            }
            if (!windowsNames && WindowsNames.isSpecial(segment)) {
                return RequestedPath.refused("file name that Windows reserves");
            }
        }
        return path;
    }

    /** The directory that a client's names start from. */
    Optional<Path> start(Path root, InetSocketAddress client) {
        Optional<String> name = clients.of(client);
        if (name.isPresent()
                && (name.get().contains("/")
                        || name.get().contains("\\")
                        || name.get().startsWith("."))) {
            throw new IllegalArgumentException("directory of " + client + ": " + name.get() + " (expected: one name)");
        }
        return name.map(root::resolve);
    }

    /** The file that a name means below {@code start}; empty if there is none. */
    Optional<Path> resolve(Path root, Path start, List<String> segments) throws IOException {
        Path path = start;
        for (String segment : segments) {
            Path next = path.resolve(segment);
            if (ignoreCase && !Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                Optional<Path> like = like(root, path, segment);
                if (like.isEmpty()) {
                    return like;
                }
                next = like.get();
            }
            path = next;
        }
        return Optional.of(path);
    }

    private static Optional<Path> like(Path root, Path directory, String name) throws IOException {
        if (!directory.toRealPath().startsWith(root)) {
            return Optional.empty();
        }
        Path found = null;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().equalsIgnoreCase(name)
                        && (found == null || entry.compareTo(found) < 0)) {
                    found = entry;
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
