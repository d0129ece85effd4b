package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.ipxe.lint.Finding;
import io.pxe4j.ipxe.lint.IpxeLinter;
import io.pxe4j.ipxe.lint.LintReport;
import io.pxe4j.ipxe.lint.Severity;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: what is wrong with iPXE scripts. */
@Command(
        name = "check",
        description = "Finds in iPXE scripts what iPXE reads in another way than it was meant.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "A comment passes over findings: # lint:ignore IPX022 those of the next line, or behind a command those of",
            "its line; # lint:ignore-file IPX022 those of the whole script. An asterisk marks what --fix mends.",
            "",
            "Exit status: 0 no errors, 1 errors, 2 a problem.",
            "",
            "  pxe-boot check boot.ipxe menu.ipxe --profile debian12"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int ERRORS = 1;

    @Parameters(paramLabel = "SCRIPT", arity = "1..*", description = "The scripts' files; - reads standard input.")
    private List<String> scripts = List.of();

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Which iPXE runs them: debian12, pcbios, efi-x64, efi-arm64, or one of these with a version"
                    + " such as efi-x64-1.21.1. Default: one that has everything.")
    private @Nullable String profile;

    @Option(names = "--format", paramLabel = "text|sarif", description = "How findings are printed. Default: text.")
    private String format = "text";

    @Option(
            names = "--fix",
            description = "Mends what can be mended without a decision, in the files, and tells what is left.")
    private boolean fix;

    @Option(names = "--unattended", description = "Nobody sits at the machine: what waits for somebody is a finding.")
    private boolean unattended;

    @Option(names = "--embedded", description = "The scripts are built into iPXE: relative addresses are findings.")
    private boolean embedded;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private CheckCommand() {}

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("sarif")) {
            throw new ParameterException(
                    spec.commandLine(), "--format " + format + " cannot be used: give text or sarif");
        }
        if (fix && scripts.contains("-")) {
            throw new ParameterException(
                    spec.commandLine(), "--fix cannot be used with standard input: name the script's file");
        }
        IpxeLinter linter = linter();
        LintReport report = LintReport.create();
        for (String script : scripts) {
            report.add(script, check(linter, script));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.equals("sarif") ? report.toSarif() : printable(report.toText()));
        out.flush();
        return report.count(Severity.ERROR) > 0 ? ERRORS : 0;
    }

    private IpxeLinter linter() {
        IpxeLinter.Builder builder = IpxeLinter.builder();
        if (profile != null) {
            builder.profile(Arguments.read(spec.commandLine(), "--profile", profile, EvalCommand::profileNamed));
        }
        if (unattended) {
            builder.unattended();
        }
        if (embedded) {
            builder.embedded();
        }
        return builder.build();
    }

    private List<Finding> check(IpxeLinter linter, String script) {
        ScriptSource source = ScriptInput.read(script, System.in);
        if (!fix) {
            return linter.check(source);
        }
        ScriptSource fixed = linter.fix(source);
        if (!fixed.equals(source)) {
            write(script, fixed);
        }
        return linter.check(fixed);
    }

    private static void write(String script, ScriptSource fixed) {
        try {
            Files.write(Path.of(script), fixed.toBytes());
        } catch (IOException e) {
            throw new BootException(script + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Scripts and names of files may hold what a terminal obeys. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(c != '\n' && Character.isISOControl(c) ? '?' : c));
        return printable.toString();
    }
}
