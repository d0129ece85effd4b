package io.pxe4j.boot;

import io.pxe4j.boot.cli.PxeBootCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command line: {@code serve}, {@code dhcp}, {@code tftp}, {@code get}, {@code put}, {@code explain},
 * {@code format}, {@code eval}, {@code demo}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process with its exit status: 0; 1 if a demo client did not boot or a
     * capture is damaged; 2 for a problem; {@code eval} ends with the status of its script.
     */
    public static void main(String[] args) {
        // Before the first logger is made, and only here: whoever embeds the server configures these for himself.
        preset("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        preset("org.slf4j.simpleLogger.showThreadName", "false");
        preset("org.slf4j.simpleLogger.showShortLogName", "true");
        // Netty samples buffers for leaks with a stack trace each: about 5 % of the time of a ProxyDHCP server.
        preset("io.netty.leakDetection.level", "disabled");
        // Scripts are UTF-8, and what is printed of them goes into files, whatever the terminal is set to.
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        System.exit(PxeBootCommand.commandLine().setOut(out).execute(args));
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
