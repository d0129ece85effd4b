package io.pxe4j.boot.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The captures that this repository keeps as test resources. */
public final class Captures {
    private static final Path REPOSITORY = Path.of("..");

    private Captures() {}

    /** One of the test kit's. */
    public static Path of(String name) {
        return REPOSITORY.resolve("pxe-testkit/src/test/resources/captures/" + name + ".pcap");
    }

    /** All of them, of all modules. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            return modules.map(module -> module.resolve("src/test/resources"))
                    .filter(Files::isDirectory)
                    .flatMap(Captures::below)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
