package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end. */
final class Commands {
    private Commands() {}

    /**
     * What a program did.
     *
     * @param status with which it ended; 124 if it was stopped because its time was over
     * @param output what it printed, errors too
     */
    record Outcome(int status, String output) {}

    /** Runs it and waits; past the limit it is stopped. */
    static Outcome run(List<String> command, Duration limit) throws IOException, InterruptedException {
        // Into a file: a pipe that nobody reads while it waits would stop the program.
        Path output = Files.createTempFile("pxe4j-bench", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome(
                    ended ? process.exitValue() : 124, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /** As a word of a shell's command. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:=,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
