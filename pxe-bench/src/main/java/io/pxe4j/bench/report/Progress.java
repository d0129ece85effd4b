package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The line that tells what runs now, as which of how many steps, and how long the rest takes. */
final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long begun;
    private final int steps;
    private final Duration planned;
    private Duration passedAsPlanned = Duration.ZERO;
    private int number;
    private int widest;

    Progress(PrintStream out, boolean terminal, LongSupplier nanoTime, List<Step> steps) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.steps = steps.size();
        this.planned = steps.stream().map(Step::estimate).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether standard output is one; System.console() tells it only up to Java 21. */
    static boolean isTerminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** Told before each step. */
    void begin(String suite, Step step) {
        number++;
        String line = "[" + number + "/" + steps + "] " + text(elapsed()) + ", " + text(left()) + " left  " + suite
                + ": " + step.what();
        passedAsPlanned = passedAsPlanned.plus(step.estimate());
        if (!terminal) {
            out.println(line);
            return;
        }
        widest = Math.max(widest, line.length());
        out.print("\r" + line + " ".repeat(widest - line.length()));
        out.flush();
    }

    /** Told when all is done. */
    void end(String words) {
        out.println((terminal ? "\r" + " ".repeat(widest) + "\r" : "") + words + " (" + text(elapsed()) + ")");
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - begun);
    }

    /** As planned, stretched as what passed has been; steps that are left out make it shorter. */
    private Duration left() {
        Duration rest = planned.minus(passedAsPlanned);
        double pace = passedAsPlanned.toMillis() < 5000
                ? 1
                : Math.min(4, Math.max(0.25, (double) elapsed().toMillis() / passedAsPlanned.toMillis()));
        return Duration.ofMillis(Math.round(rest.toMillis() * pace));
    }

    private static String text(Duration time) {
        return time.toMinutes() + ":" + (time.toSecondsPart() < 10 ? "0" : "") + time.toSecondsPart();
    }
}
