package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A control group of the kernel's, which keeps the account of all that ever ran in it, to the nanosecond, those included that are gone and
 * nobody waited for. Only root may make one; Linux has two kinds, of which a machine has the one, the other, or both.
 */
final class CpuGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String MEMBERS = "cgroup.procs";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path directory;

    private CpuGroup(Path directory) {
        this.directory = directory;
    }

    /** A new group; empty where there are none, or only for others. */
    static Optional<CpuGroup> create() {
        return create(ROOT);
    }

    static Optional<CpuGroup> create(Path root) {
        String name = "pxe4j-bench-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        return Stream.of(root.resolve("cpuacct"), root)
                .filter(parent -> Files.isWritable(parent.resolve(MEMBERS)))
                .findFirst()
                .flatMap(parent -> tried(new CpuGroup(parent.resolve(name))));
    }

    /** A container may let us make a group and not fill it. */
    private static Optional<CpuGroup> tried(CpuGroup group) {
        try {
            Files.createDirectory(group.directory);
            List<String> command = new ArrayList<>(group.enter());
            command.add("true");
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() == 0) {
                return Optional.of(group);
            }
        } catch (IOException e) {
            group.close();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        group.close();
        return Optional.empty();
    }

    /** What stands before a command that is to run in the group, with all that it starts. */
    List<String> enter() {
        return List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                directory.resolve(MEMBERS).toString());
    }

    /** What its members used so far. */
    CpuTime read() throws IOException {
        Path one = directory.resolve("cpuacct.usage");
        if (!Files.exists(one)) {
            // cgroup-v2.rst, "cpu.stat"
            Map<String, Double> stat = numbers(directory.resolve("cpu.stat"));
            return new CpuTime(number(stat, "user_usec") / 1e6, number(stat, "system_usec") / 1e6);
        }
        // cgroup-v1/cpuacct.rst: the sum is exact, its parts are in hundredths of a second.
        double seconds = Long.parseLong(Files.readString(one).strip()) / 1e9;
        Map<String, Double> parts = numbers(directory.resolve("cpuacct.stat"));
        double user = number(parts, "user");
        double system = number(parts, "system");
        double share = user + system == 0 ? 0 : system / (user + system);
        return new CpuTime(seconds * (1 - share), seconds * share);
    }

    private static Map<String, Double> numbers(Path file) throws IOException {
        Map<String, Double> numbers = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 2);
            if (words.length == 2) {
                numbers.put(words[0], Double.valueOf(words[1]));
            }
        }
        return numbers;
    }

    private static double number(Map<String, Double> numbers, String name) throws IOException {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IOException(name + " is missing (expected: one of " + numbers.keySet() + ")");
        }
        return number;
    }

    /** Removes the group, once its members have ended. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // Somebody is still in it: it takes nothing and is gone with the next start of the machine.
            return;
        }
    }
}
