package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs as a process of its own, in a process group of its own where {@code setsid} is installed, so that all that it
 * started stops with it: when it is closed, and when this Java ends by Ctrl-C or otherwise.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TO_STOP = Duration.ofSeconds(5);
    private static final int WORDS_OF_LOG = 400;

    private final String name;
    private final Process process;
    private final Path log;
    private final boolean ownGroup;
    private final ProcFs proc = ProcFs.ofThisMachine();
    private final @Nullable CpuGroup group;
    private final CpuMeter meter;
    private final ScheduledExecutorService looks;
    private final Thread onExit = new Thread(this::stop, "stops a server");

    private ServerProcess(String name, Process process, Path log, boolean ownGroup, @Nullable CpuGroup group) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.ownGroup = ownGroup;
        this.group = group;
        this.meter = new CpuMeter(proc, process.pid());
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "looks at " + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server; whether it answers is {@link #awaitAnswer}'s question.
     *
     * @param name how to call it in messages
     * @param command a shell's command, with the values in braces, like {@code in.tftpd -L -a 127.0.0.1:{port} -s {root}}; must stay in the
     *     foreground
     * @param values what stands for {@code {port}}, {@code {root}} and others
     * @param core the core to run on; empty: any
     * @param log where its output goes
     */
    public static ServerProcess start(
            String name, String command, Map<String, String> values, OptionalInt core, Path log) throws IOException {
        return start(name, List.of(), command, values, core, log);
    }

    /** As {@link #start(String, String, Map, OptionalInt, Path)}, below another command like {@code ip netns exec}. */
    static ServerProcess start(
            String name, List<String> below, String command, Map<String, String> values, OptionalInt core, Path log)
            throws IOException {
        boolean ownGroup =
                Programs.of(List.of(), System.getenv().getOrDefault("PATH", "")).has("setsid");
        List<String> line = new ArrayList<>(ownGroup ? List.of("setsid") : List.of());
        Optional<CpuGroup> group = CpuGroup.create();
        group.ifPresent(made -> line.addAll(made.enter()));
        line.addAll(below);
        line.addAll(Pinning.prefix(core));
        line.addAll(List.of("sh", "-c", "exec " + filled(command, values)));
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
        ServerProcess server = new ServerProcess(name, process, log, ownGroup, group.orElse(null));
        Runtime.getRuntime().addShutdownHook(server.onExit);
        if (group.isEmpty()) {
            ScheduledFuture<?> unused = server.looks.scheduleWithFixedDelay(
                    server.meter::read, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
        return server;
    }

    static String filled(String command, Map<String, String> values) {
        String text = command;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", Commands.quoted(value.getValue()));
        }
        return text;
    }

    /**
     * Asks until the server answers.
     *
     * @throws ServerFailed if it ends first, or has not answered within the limit; with the end of its log
     */
    void awaitAnswer(Probe probe, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!probe.answers()) {
            if (!process.isAlive()) {
                throw new ServerFailed(name + " ended with status " + process.exitValue() + ": " + endOfLog());
            }
            if (System.nanoTime() - end > 0) {
                throw new ServerFailed(name + " did not answer within " + limit.toSeconds() + " s: " + endOfLog());
            }
            // A refused packet comes back at once; this leaves the core to the server.
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    /** CPU seconds so far, of its children too, user and system. */
    public double cpuSeconds() {
        return cpu().seconds();
    }

    CpuTime cpu() {
        try {
            return group == null ? meter.read() : group.read();
        } catch (IOException e) {
            throw new UncheckedIOException("the CPU time of " + name + " cannot be read", e);
        }
    }

    /** Waits until it has come to rest, or has ended. */
    void awaitRest() throws InterruptedException {
        Rest.await(this::cpuSeconds, () -> process.waitFor(Rest.BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the kernel counts for us what processes use that nobody waits for. */
    boolean hasGroup() {
        return group != null;
    }

    /** Resident memory in octets, of its children too. */
    public long residentBytes() {
        return proc.tree(process.pid()).stream()
                .mapToLong(pid -> proc.resident(pid).orElse(0))
                .sum();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** The last words of what it printed, for messages. */
    String endOfLog() {
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
            String end = text.length() <= WORDS_OF_LOG ? text : "…" + text.substring(text.length() - WORDS_OF_LOG);
            return end.isEmpty() ? "(it printed nothing)" : end.replaceAll("\\s*\n\\s*", " | ");
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Stops the server and all that it started, by SIGTERM and, where that does not help, by SIGKILL. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Java ends, and the hook is what does it.
            return;
        }
    }

    private synchronized void stop() {
        looks.shutdownNow();
        List<ProcessHandle> below = process.descendants()
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
        signal("TERM", below);
        try {
            if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                signal("KILL", below);
                process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        signal("KILL", below);
        if (group != null) {
            group.close();
        }
    }

    private void signal(String signal, List<ProcessHandle> below) {
        if (ownGroup) {
            try {
                // Only with -s do all shells take a group's number.
                new ProcessBuilder("sh", "-c", "kill -s " + signal + " -- -" + process.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        below.forEach(signal.equals("KILL") ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        process.destroy();
    }
}
