package io.pxe4j.boot;

import io.pxe4j.boot.cli.PxeBootCommand;

/** The command line: {@code serve}, {@code dhcp}, {@code tftp}, {@code get}, {@code put}, {@code explain}, {@code demo}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process with its exit status: 0; 1 if a demo client did not boot or a
     * capture is damaged; 2 for a problem.
     */
    public static void main(String[] args) {
        // Before the first logger is made, and only here: whoever embeds the server configures these for himself.
        preset("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        preset("org.slf4j.simpleLogger.showThreadName", "false");
        preset("org.slf4j.simpleLogger.showShortLogName", "true");
        // Netty samples buffers for leaks with a stack trace each: about 5 % of the time of a ProxyDHCP server.
        preset("io.netty.leakDetection.level", "disabled");
        System.exit(PxeBootCommand.commandLine().execute(args));
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
