package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.server.DhcpServerException;
import io.pxe4j.tftp.server.TftpBindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence on standard error and exit status 2. */
final class Problems {
    private static final int STATUS = 2;

    private Problems() {}

    /** For arguments that cannot be understood. */
    static int parameter(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        say(command, sentence(String.valueOf(problem.getMessage())) + " (`" + help + "` lists the options).");
        return STATUS;
    }

    /** For what fails while a command runs. */
    static int execution(Exception problem, CommandLine command, ParseResult arguments) {
        Throwable cause = problem;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (isExplained(cause)) {
            say(command, String.valueOf(cause.getMessage()));
        } else {
            say(command, "This is a fault in pxe-boot, please report it: " + cause + ".");
            cause.printStackTrace(command.getErr());
        }
        return STATUS;
    }

    /** What an engine says to settings that each can be used, but not together. */
    static BootException contradiction(RuntimeException problem) {
        return new BootException(
                "These settings cannot be used together: " + sentence(String.valueOf(problem.getMessage())) + ".",
                problem);
    }

    private static boolean isExplained(Throwable cause) {
        return cause instanceof BootException
                || cause instanceof DhcpServerException
                || cause instanceof TftpBindException;
    }

    private static String sentence(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** One sentence on standard error. */
    static void say(CommandLine command, String sentence) {
        command.getErr().println("pxe-boot: " + sentence);
        command.getErr().flush();
    }
}
