package io.pxe4j.bench.check;

import io.pxe4j.boot.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our TFTP server as a process: the command line of {@code pxe-boot}, on a free port of loopback. */
record ServedDirectory(Path directory, Process process, int port) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on UDP 127\\.0\\.0\\.1:(\\d+): TFTP.*");

    /** Starts it, and waits until it listens. */
    static ServedDirectory start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "tftp",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--rehearsal",
                        "0",
                        "--root",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                drain(output);
                return new ServedDirectory(directory, process, Integer.parseInt(listening.group(1)));
            }
        }
        process.destroyForcibly();
        throw new IOException("the server ended before it listened");
    }

    /** What it prints would stop it once the pipe is full. */
    private static void drain(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "pxe4j-check-output");
        thread.setDaemon(true);
        thread.start();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        // Unlike the process's own way, this leaves its output to whoever reads it.
        process.toHandle().destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
