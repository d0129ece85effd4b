package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Runs commands in this process and hears what they print. */
final class CommandRun {
    private final HeardWriter out = new HeardWriter();
    private final HeardWriter err = new HeardWriter();

    int run(String... arguments) {
        CommandLine command = PxeBootCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    /** Starts a command that runs until it is stopped. */
    Running start(String... arguments) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread thread = new Thread(() -> status.complete(run(arguments)));
        thread.start();
        return new Running(thread, status);
    }

    HeardWriter out() {
        return out;
    }

    HeardWriter err() {
        return err;
    }

    /** Checks that the arguments end in one sentence and status 2. */
    void assertProblem(String sentence, String... arguments) {
        assertThat(run(arguments)).as(out + "" + err).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("pxe-boot: ").contains(sentence).endsWith("." + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    /** The loopback interface. */
    static String loopback() {
        return System.getProperty("os.name").startsWith("Linux") ? "lo" : "lo0";
    }

    /** A command in a thread of its own. */
    record Running(Thread thread, CompletableFuture<Integer> status) implements AutoCloseable {
        int stop() throws Exception {
            thread.interrupt();
            return status.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            stop();
        }
    }

    /** Lets a test wait for what another thread prints. */
    static final class HeardWriter extends StringWriter {
        @Override
        public synchronized void write(String text, int offset, int length) {
            super.write(text, offset, length);
            notifyAll();
        }

        synchronized void await(String text) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!toString().contains(text)) {
                assertThat(System.nanoTime())
                        .as("waiting for %s in %s", text, this)
                        .isLessThan(deadline);
                TimeUnit.NANOSECONDS.timedWait(this, TimeUnit.SECONDS.toNanos(1));
            }
        }
    }
}
