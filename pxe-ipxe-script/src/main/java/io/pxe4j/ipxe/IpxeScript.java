package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.BuildProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A script for iPXE, as text that does what its builder was told.
 *
 * <p>Immutable and safe to share between threads. The same statements always give the same text: lines end in a line
 * feed, and settings that stand for blanks inside a word are set on the first lines.
 *
 * <pre>{@code
 * Label failed = Label.of("failed");
 * IpxeScript script = IpxeScript.builder()
 *         .dhcp().orGoto(failed)
 *         .chain("http://192.0.2.1/boot.ipxe").replace().orGoto(failed)
 *         .label(failed)
 *         .echo("No luck on ", SettingRef.of("net0/mac"))
 *         .shell().ignoreFailure()
 *         .build();
 * }</pre>
 */
public final class IpxeScript {
    private final List<Statement> statements;
    private final List<Command> commands;
    private final Optional<BuildProfile> profile;
    private final String text;
    private final boolean checked;

    private IpxeScript(
            List<Statement> statements,
            List<Command> commands,
            Optional<BuildProfile> profile,
            String text,
            boolean checked) {
        this.statements = statements;
        this.commands = commands;
        this.profile = profile;
        this.text = text;
        this.checked = checked;
    }

    /** A new, empty script to add lines to, of anything that iPXE's master branch knows. */
    public static IpxeScriptBuilder builder() {
        return new IpxeScriptBuilder(true, List.of(), Optional.empty());
    }

    /**
     * A new, empty script for one build of iPXE: what that build lacks is refused when the script is built.
     * {@link #missingFrom} tells it without refusing.
     */
    public static IpxeScriptBuilder builder(BuildProfile target) {
        return new IpxeScriptBuilder(true, List.of(), Optional.of(target));
    }

    /**
     * The script that a text is. Its labels, comments and blank lines become what {@link IpxeScriptBuilder} makes of them, so that
     * {@link #toBuilder} goes on from there; its commands stay as they are written and are not checked, as with
     * {@code raw}. The text of the result is {@linkplain io.pxe4j.ipxe.syntax.ScriptSource#canonical canonical}, with labels on lines
     * of their own, and means the same. To keep every byte, or to read what is broken, use {@link io.pxe4j.ipxe.syntax.ScriptSource}.
     *
     * @throws IllegalArgumentException if iPXE would not take the text for a script, if it holds a NUL, continues into its own end or
     *     places a label twice, or if a label has no name
     */
    public static IpxeScript parse(String text) {
        return of(ScriptReader.read(text), Optional.empty());
    }

    static IpxeScript of(List<Statement> statements, Optional<BuildProfile> profile) {
        ScriptChecks checks = ScriptChecks.of(statements);
        FlowContext context = new FlowContext(checks.placedLabels());
        List<Line> lines = new FlowCompiler(context).compile(statements);
        StringBuilder script = new StringBuilder("#!ipxe\n");
        Helpers.declare(context.helpers(), script);
        for (Line line : lines) {
            line.appendTo(script);
        }
        return new IpxeScript(
                statements, List.copyOf(context.commands()), profile, script.toString(), checks.isChecked());
    }

    /** A builder that goes on after the last line of this script, for the same build of iPXE. */
    public IpxeScriptBuilder toBuilder() {
        return new IpxeScriptBuilder(true, statements, profile);
    }

    /** The script as iPXE is to receive it, in UTF-8. */
    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether every line was put together by the builder; false if {@code raw} lines are among them. */
    public boolean isChecked() {
        return checked;
    }

    /**
     * What a build of iPXE lacks for this script: a sentence for each command, option, URI scheme or setting type,
     * empty if it has all. {@code raw} lines are not looked at.
     */
    public List<String> missingFrom(BuildProfile target) {
        return new ProfileCheck(target).missing(commands);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpxeScript script && text.equals(script.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text of the script. */
    @Override
    public String toString() {
        return text;
    }

    List<Statement> statements() {
        return statements;
    }
}
