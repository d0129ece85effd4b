package io.pxe4j.boot.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line without a subcommand: shows what there is. */
@Command(
        name = "pxe-boot",
        description = "Boots machines over the network.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = {
            ServeCommand.class,
            DhcpCommand.class,
            TftpCommand.class,
            GetCommand.class,
            PutCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            FormatCommand.class,
            EvalCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 done, 1 a demo client did not boot, a capture is damaged or a script has errors, 2 a problem",
            "(one sentence on standard error says what to do), 143 stopped by SIGTERM; that of eval is the script's."
        })
public final class PxeBootCommand implements Runnable {
    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private PxeBootCommand() {}

    /** The command line, ready to execute arguments; reads and prints nothing by itself. */
    public static CommandLine commandLine() {
        return new CommandLine(new PxeBootCommand())
                .setUsageHelpWidth(110)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(Problems::parameter)
                .setExecutionExceptionHandler(Problems::execution);
    }

    /** Prints the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
