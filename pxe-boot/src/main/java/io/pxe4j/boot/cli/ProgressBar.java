package io.pxe4j.boot.cli;

import io.pxe4j.tftp.server.TftpProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows how far a transfer is on one line of a terminal. The event loop only leaves figures here; another thread prints them. */
final class ProgressBar implements TftpProgress {
    private static final int WIDTH = 30;
    private static final String BAR = "#".repeat(WIDTH);
    private static final String REST = "-".repeat(WIDTH);

    private final PrintWriter out;
    private volatile long octets;
    private volatile long size = -1;
    private int shown;

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** Whether somebody looks at a terminal, and not at a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // null on Java 17
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there may be a console without a terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void transferred(long soFar, OptionalLong all) {
        octets = soFar;
        size = all.orElse(-1);
    }

    /** Draws the line anew. */
    void show() {
        String line = line(octets, size);
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        out.flush();
        shown = line.length();
    }

    /** Takes the line away. */
    void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }

    static String line(long octets, long size) {
        if (size <= 0) {
            return String.format(Locale.ROOT, "%,d bytes", octets);
        }
        double part = Math.min(1, (double) octets / size);
        int filled = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d bytes",
                BAR.substring(0, filled),
                REST.substring(filled),
                (int) (part * 100),
                octets,
                size);
    }
}
