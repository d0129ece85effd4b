package io.pxe4j.bench.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Checks in about a minute that pxe4j is as fast as it was: each {@link Bound} is a line with its figure, and the exit status is 1 if one
 * does not hold. Figures are ratios within this run, octets and counts, so that they hold on any machine; absolute ones are JMH's.
 */
public final class RegressionCheck {
    private static final long MINUTES = 10;

    private RegressionCheck() {}

    /** Runs all of it; takes no arguments. */
    public static void main(String[] arguments) {
        // Netty reads it when its first class is loaded.
        System.setProperty("io.netty.leakDetection.level", "disabled");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Timer watch = watch();
        int status = run(
                List.of(CodecChecks::run, AllocationChecks::run, TftpServerChecks::run, SystemCalls::run), System.out);
        watch.cancel();
        System.exit(status);
    }

    /** A lost datagram must not hold a build up for ever. */
    private static Timer watch() {
        Timer timer = new Timer("pxe4j-check-watch", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        System.err.println("The check took longer than " + MINUTES
                                + " minutes: look at what the line after the last one above measures.");
                        Runtime.getRuntime().halt(1);
                    }
                },
                TimeUnit.MINUTES.toMillis(MINUTES));
        return timer;
    }

    /** Runs the checks, prints each verdict as it comes and the advice at the end; returns the exit status. */
    static int run(List<Consumer<Consumer<Bound.Verdict>>> checks, PrintStream out) {
        List<String> advice = new ArrayList<>();
        for (Consumer<Consumer<Bound.Verdict>> check : checks) {
            check.accept(verdict -> {
                out.println(verdict.line());
                if (!verdict.passed()) {
                    advice.add(verdict.advice());
                }
            });
        }
        advice.forEach(out::println);
        return advice.isEmpty() ? 0 : 1;
    }
}
