package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The directory that the servers serve, gone when it is closed: files of random octets, the same in every run. */
final class Workspace implements AutoCloseable {
    private final Path directory;
    private final Thread onExit = new Thread(this::delete, "removes what was served");

    private Workspace(Path directory) {
        this.directory = directory;
    }

    static Workspace create() throws IOException {
        Path directory = Files.createTempDirectory("pxe4j-bench");
        // Servers that give up root must still read it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Workspace workspace = new Workspace(directory);
        Runtime.getRuntime().addShutdownHook(workspace.onExit);
        Files.createDirectory(workspace.root());
        return workspace;
    }

    /** What is served. */
    Path root() {
        return directory.resolve("root");
    }

    /** A place beside what is served, for lease files and configurations. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Makes a file of so many octets, if it is not there yet, and gives its CRC-32. */
    long serve(String name, int octets) throws IOException {
        Path file = root().resolve(name);
        if (!Files.exists(file)) {
            byte[] content = new byte[octets];
            new Random(octets).nextBytes(content);
            Files.write(file, content);
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Java ends, and the hook is what deletes it.
            return;
        }
    }

    private void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // In the temporary directory it harms nobody.
            System.err.println("left behind: " + directory + " (" + e.getMessage() + ")");
        }
    }
}
