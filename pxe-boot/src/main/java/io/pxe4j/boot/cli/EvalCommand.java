package io.pxe4j.boot.cli;

import io.pxe4j.ipxe.eval.Answers;
import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.EvaluatorBuilder;
import io.pxe4j.ipxe.eval.Finding;
import io.pxe4j.ipxe.eval.MenuShown;
import io.pxe4j.ipxe.eval.Run;
import io.pxe4j.ipxe.eval.Step;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval}: what an iPXE script would do. */
@Command(
        name = "eval",
        description = "Tells what an iPXE script would do, without a machine and without a network.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "Standard output is what iPXE's console would show for echo and show; standard error tells everything",
            "else: what is fetched, selected, booted and asked. Commands that reach the network succeed. Nobody is",
            "there: menus take what is selected, prompts with a time-out end by it.",
            "",
            "Exit status: that of the script: 0, what it gives to exit, 1 for any other failure; 2 is a problem too.",
            "",
            "  pxe-boot eval boot.ipxe --set net0/mac=52:54:00:00:00:01 --fail dhcp"
        })
final class EvalCommand implements Callable<Integer> {
    private static final int STATUS_BITS = 0xff;

    @Parameters(paramLabel = "SCRIPT", description = "The script's file; - reads standard input.")
    private String script = "";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "Which iPXE runs it: debian12, pcbios, efi-x64, efi-arm64, or one of these with a version"
                    + " such as efi-x64-1.21.1. Default: the newest for UEFI on x86-64.")
    private @Nullable String profile;

    @Option(
            names = "--set",
            paramLabel = "NAME[:TYPE]=VALUE",
            description = "A setting that is there before the script begins: net0/mac=..., serial=..., n:int8=5.")
    private List<String> settings = List.of();

    @Option(
            names = "--fail",
            paramLabel = "COMMAND",
            description = "A command that fails whenever it does something outside: dhcp, chain, kernel, prompt.")
    private List<String> failing = List.of();

    @Option(
            names = "--choose",
            paramLabel = "ITEM",
            description = "What is chosen in the next menu that is shown. Default: what is selected.")
    private List<String> choices = List.of();

    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "Where the script came from; relative addresses are resolved against it.")
    private @Nullable String uri;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private EvalCommand() {}

    @Override
    public Integer call() {
        Evaluator evaluator = evaluator();
        ScriptSource source = ScriptInput.read(script, System.in);
        Run run = run(evaluator, source);
        PrintWriter out = spec.commandLine().getOut();
        out.print(run.console());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        run.steps().forEach(step -> err.println(line(step)));
        run.findings().forEach(finding -> err.println(line(finding)));
        run.error().ifPresent(error -> err.println("the script failed: " + error));
        err.flush();
        return exitStatus(run.status());
    }

    private Run run(Evaluator evaluator, ScriptSource source) {
        try {
            return evaluator.run(source);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--choose cannot be used: " + e.getMessage(), e);
        }
    }

    private Evaluator evaluator() {
        EvaluatorBuilder builder = Evaluator.builder().answers(answers());
        if (profile != null) {
            builder.profile(Arguments.read(spec.commandLine(), "--profile", profile, EvalCommand::profileNamed));
        }
        if (uri != null) {
            builder.scriptUri(uri);
        }
        failing.forEach(command -> Arguments.check(spec.commandLine(), "--fail", command, builder::fail));
        settings.forEach(setting -> Arguments.check(spec.commandLine(), "--set", setting, text -> {
            set(builder, text);
            builder.build(); // so that the error names the setting
        }));
        return builder.build();
    }

    private static void set(EvaluatorBuilder builder, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("setting: " + text + " (expected: NAME=VALUE or NAME:TYPE=VALUE)");
        }
        builder.set(text.substring(0, equals), text.substring(equals + 1));
    }

    static BuildProfile profileNamed(String name) {
        BuildProfile found = BuildProfile.named().get(name);
        if (found == null) {
            throw new IllegalArgumentException("profile: " + name + " (expected: one of "
                    + String.join(", ", BuildProfile.named().keySet()) + ")");
        }
        return found;
    }

    private Answers answers() {
        Deque<String> next = new ArrayDeque<>(choices);
        return new Answers() {
            @Override
            public Optional<String> chooses(MenuShown menu) {
                return Optional.of(next.isEmpty() ? menu.selected() : next.pop());
            }
        };
    }

    private static String line(Step step) {
        return step.at() + ": " + printable(step.toString());
    }

    private static String line(Finding finding) {
        return printable(finding.toString());
    }

    /** One line each, whatever scripts hold, and nothing that a terminal obeys. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            boolean control = c < ' ' || c >= 0x7f && c < 0xa0;
            line.append(control ? String.format(Locale.ROOT, "\\x%02x", c) : String.valueOf((char) c));
        });
        return line.toString();
    }

    /** A process can tell 0..255; what is not 0 must not become it. */
    private static int exitStatus(int status) {
        return status != 0 && (status & STATUS_BITS) == 0 ? 1 : status & STATUS_BITS;
    }
}
