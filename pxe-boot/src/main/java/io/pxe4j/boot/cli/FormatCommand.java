package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code format}: an iPXE script in its canonical form. */
@Command(
        name = "format",
        description = "Prints an iPXE script with single blanks between words, no indentation and line feeds.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "The script means the same to iPXE afterwards; lines, comments and breaks between words stay. What iPXE",
            "does not take for a script, and lines that it does not read to their end, are printed as they are.",
            "",
            "Exit status: 0 done, 2 a problem.",
            "",
            "  pxe-boot format boot.ipxe > tidy.ipxe"
        })
final class FormatCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCRIPT", description = "The script's file; - reads standard input.")
    private String script = "";

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private FormatCommand() {}

    @Override
    public Integer call() {
        ScriptSource canonical = ScriptInput.read(script, System.in).canonical();
        String text = canonical.toString();
        if (!ScriptSource.parse(text).equals(canonical)) {
            throw new BootException(script + " holds bytes that are no UTF-8: convert it first.");
        }
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
