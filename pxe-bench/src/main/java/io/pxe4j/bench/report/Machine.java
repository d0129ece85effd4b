package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run was made.
 *
 * @param cpu the processor's own name
 * @param cores how many of them this process may use
 * @param memoryMiB of the machine
 * @param kernel name and release
 * @param system the distribution
 * @param jdk version and vendor
 * @param date day of the run, like 2026-11-21
 */
public record Machine(String cpu, int cores, long memoryMiB, String kernel, String system, String jdk, String date) {
    private static final Path PROC = Path.of("/proc");

    /** This machine, on the given day. */
    static Machine here(String date) {
        return new Machine(
                value(PROC.resolve("cpuinfo"), "model name", ":").orElse(System.getProperty("os.arch", "?")),
                Runtime.getRuntime().availableProcessors(),
                value(PROC.resolve("meminfo"), "MemTotal", ":")
                        .map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024)
                        .orElse(0L),
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?"),
                value(Path.of("/etc/os-release"), "PRETTY_NAME", "=")
                        .map(text -> text.replace("\"", ""))
                        .orElse("?"),
                System.getProperty("java.runtime.version", "?") + " (" + System.getProperty("java.vendor", "?") + ")",
                date);
    }

    /** What stands behind the name and its separator in a file of such lines. */
    static Optional<String> value(Path file, String name, String separator) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name) && line.contains(separator))
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // A process may end between opening its file and reading it.
            return Optional.empty();
        }
    }
}
