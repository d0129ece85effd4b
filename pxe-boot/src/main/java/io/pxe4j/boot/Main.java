package io.pxe4j.boot;

import io.pxe4j.boot.cli.PxeBootCommand;

/** The command line: {@code serve}, {@code dhcp}, {@code tftp}, {@code explain}, {@code demo}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process with its exit status: 0; 1 if a demo client did not boot or a
     * capture is damaged; 2 for a problem.
     */
    public static void main(String[] args) {
        // Before the first logger is made, and only here: whoever embeds the server configures logging for himself.
        quiet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        quiet("org.slf4j.simpleLogger.showThreadName", "false");
        quiet("org.slf4j.simpleLogger.showShortLogName", "true");
        System.exit(PxeBootCommand.commandLine().execute(args));
    }

    private static void quiet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
