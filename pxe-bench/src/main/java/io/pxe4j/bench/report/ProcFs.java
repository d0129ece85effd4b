package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads what Linux tells of a process in {@code /proc} (proc(5)). */
final class ProcFs {
    /** USER_HZ: 100 on every architecture that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private final Path proc;

    ProcFs(Path proc) {
        this.proc = proc;
    }

    static ProcFs ofThisMachine() {
        return new ProcFs(Path.of("/proc"));
    }

    /**
     * What a process used.
     *
     * @param own its own threads
     * @param reaped its children that ended and were waited for
     */
    record Times(CpuTime own, CpuTime reaped) {}

    /** Empty if there is no such process, or none any more. */
    Optional<Times> times(long pid) {
        return read(proc.resolve(pid + "/stat")).map(ProcFs::times);
    }

    /** The line of {@code /proc/PID/stat}; the name in brackets may hold blanks and brackets itself. */
    static Times times(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +", -1);
        if (fields.length < 15) {
            throw new IllegalArgumentException("stat: " + stat + " (expected: 17 fields or more)");
        }
        return new Times(
                new CpuTime(seconds(fields[11]), seconds(fields[12])),
                new CpuTime(seconds(fields[13]), seconds(fields[14])));
    }

    private static double seconds(String ticks) {
        return Long.parseLong(ticks) / TICKS_A_SECOND;
    }

    /** Resident memory in octets. */
    OptionalLong resident(long pid) {
        Optional<String> kibibytes = Machine.value(proc.resolve(pid + "/status"), "VmRSS", ":");
        return kibibytes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(kibibytes.get().replaceAll("\\D", "")) * 1024);
    }

    /** The children of all its threads. */
    List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (Stream<Path> threads = Files.list(proc.resolve(pid + "/task"))) {
            threads.forEach(thread -> read(thread.resolve("children"))
                    .ifPresent(text -> Stream.of(text.strip().split(" +", -1))
                            .filter(child -> !child.isEmpty())
                            .forEach(child -> children.add(Long.parseLong(child)))));
        } catch (IOException | UncheckedIOException e) {
            // The process has ended meanwhile: what was read so far is all there is.
            return children;
        }
        return children;
    }

    /** The process and all below it, itself first. */
    List<Long> tree(long root) {
        List<Long> all = new ArrayList<>(List.of(root));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(children(all.get(i)));
        }
        return all;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
