package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.tftp.server.TftpClient;
import io.pxe4j.tftp.server.TftpException;
import io.pxe4j.tftp.server.TftpReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs one transfer of the TFTP client in the foreground: progress on a terminal, one line at the end, one sentence if it fails. */
final class ClientRun {
    private static final long STEP_MILLIS = 100;

    private final CommandLine command;
    private final TftpUrl url;

    ClientRun(CommandLine command, TftpUrl url) {
        this.command = command;
        this.url = url;
    }

    /** Runs the transfer that {@code start} begins, and gives how it went. */
    TftpReport run(TftpClient.Builder builder, Function<TftpClient, CompletionStage<TftpReport>> start)
            throws InterruptedException {
        ProgressBar bar = new ProgressBar(command.getErr());
        boolean shows = ProgressBar.isTerminal();
        TftpClient client = Arguments.read(
                command, "--transport", "auto", text -> builder.progress(bar).build());
        Future<TftpReport> running = start.apply(client).toCompletableFuture();
        Thread onSignal = new Thread(() -> breakOff(client, running), "pxe4j-shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (client) {
            while (true) {
                try {
                    return running.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (shows) {
                        bar.show();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            bar.clear();
            forget(onSignal);
        }
    }

    /** So that an unfinished file is removed. */
    private static void breakOff(TftpClient client, Future<TftpReport> running) {
        client.close();
        try {
            running.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It has failed, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
    }

    private BootException failure(Throwable cause) {
        if (cause instanceof TftpException refused && refused.error().isPresent()) {
            return new BootException(
                    "The server " + url.host() + " refused " + url.file() + ": "
                            + refused.error().get() + ".",
                    cause);
        }
        if (cause instanceof IOException) {
            return new BootException("The transfer of " + url.file() + " failed: " + cause.getMessage() + ".", cause);
        }
        throw new IllegalStateException(cause);
    }

    /** The one line of result. */
    static String result(String what, TftpReport report) {
        long millis = report.duration().toMillis();
        double megabytes = report.bytes() / 1e6;
        String speed = millis < 1 ? "" : String.format(Locale.ROOT, " (%.1f MB/s)", megabytes * 1000 / millis);
        String again = report.retransmits() == 0 ? "" : ", " + report.retransmits() + " packets sent again";
        return String.format(Locale.ROOT, "%s, %,d bytes in %d ms%s%s", what, report.bytes(), millis, speed, again);
    }
}
