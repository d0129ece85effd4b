package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a client that people use, if it is installed; else the test is skipped. */
final class Program {
    private Program() {}

    /**
     * Runs a command and gives its exit status. OUT stands for {@code directory/file}, HOST and PORT for the server; words are parted by spaces, and
     * an underscore between two apostrophes, {@code '_'}, stands for a space within a word.
     */
    static int run(String command, Path directory, InetSocketAddress server) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command.split(" ", -1))
                .map(word -> word.replace("'_'", " ")
                        .replace("OUT", directory.resolve("file").toString())
                        .replace("HOST", server.getAddress().getHostAddress())
                        .replace("PORT", Integer.toString(server.getPort())))
                .toList();
        assumeTrue(isInstalled(words.get(0)), words.get(0) + " is not installed");
        return run(words, directory);
    }

    /** Runs a script of the shell. */
    static int shell(String script, Path directory) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", script), directory);
    }

    private static int run(List<String> words, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .directory(directory.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("%s ends", words)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
