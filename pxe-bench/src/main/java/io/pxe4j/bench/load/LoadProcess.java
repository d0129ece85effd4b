package io.pxe4j.bench.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A load in a JVM of its own, on a core of its own where {@code taskset} is installed, so that it is never mistaken for the server's cost. One
 * process runs many plans, one after the other, and is warm from the second on. Not for several threads at once.
 */
public final class LoadProcess implements AutoCloseable {
    private static final Duration REHEARSAL = Duration.ofSeconds(2);

    private final Process process;
    private final Writer plans;
    private final BufferedReader results;

    private LoadProcess(Process process) {
        this.process = process;
        this.plans = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.results = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Runs one plan in a process for it, rehearsed for two seconds.
     *
     * @param cpu the core to pin it on; empty for any
     * @throws IOException if the process cannot be started or ends before its result
     */
    public static LoadResult run(LoadPlan plan, OptionalInt cpu) throws IOException {
        try (LoadProcess load = start(cpu)) {
            return load.run(plan);
        }
    }

    /**
     * Starts a process, which rehearses for two seconds before it takes the first plan.
     *
     * @param cpu the core to pin it on; empty for any
     * @throws IOException if it cannot be started
     */
    public static LoadProcess start(OptionalInt cpu) throws IOException {
        return start(cpu, REHEARSAL);
    }

    /**
     * As {@link #start(OptionalInt)}.
     *
     * @param rehearsal how long it plays with a yardstick of its own first; zero for not at all
     * @throws IOException if it cannot be started
     */
    public static LoadProcess start(OptionalInt cpu, Duration rehearsal) throws IOException {
        return new LoadProcess(
                new ProcessBuilder(command(cpu, LoadAgent.class, List.of(Long.toString(rehearsal.toMillis()))))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** The command that runs a main class of this class path in a JVM of its own. */
    static List<String> command(OptionalInt cpu, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (cpu.isPresent() && hasTaskset()) {
            command.addAll(List.of("taskset", "-c", Integer.toString(cpu.getAsInt())));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dio.netty.leakDetection.level=disabled",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static boolean hasTaskset() {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "taskset"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs a plan and waits for its end.
     *
     * @throws IOException if the process has ended
     */
    public LoadResult run(LoadPlan plan) throws IOException {
        plans.write(plan.toJson() + "\n");
        plans.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the load ended without a result; what it said stands above");
        }
        return LoadResult.fromJson(line);
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        try {
            plans.close();
        } finally {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
