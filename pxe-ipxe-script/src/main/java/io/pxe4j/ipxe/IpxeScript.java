package io.pxe4j.ipxe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern HELPER = Pattern.compile("\\$\\{char([0-9a-f]{2}):string}");

    private final List<Statement> statements;
    private final String text;
    private final boolean checked;

    private IpxeScript(List<Statement> statements, String text, boolean checked) {
        this.statements = statements;
        this.text = text;
        this.checked = checked;
    }

    /** A new, empty script to add lines to. */
    public static IpxeScriptBuilder builder() {
        return new IpxeScriptBuilder(true, List.of());
    }

    static IpxeScript of(List<Statement> statements) {
        ScriptChecks checks = ScriptChecks.of(statements);
        List<Line> lines = new FlowCompiler(checks.placedLabels()).compile(statements);
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line.closed()).append('\n'));
        StringBuilder script = new StringBuilder("#!ipxe\n");
        for (String character : helpersIn(body)) {
            script.append("set char")
                    .append(character)
                    .append(":hex ")
                    .append(character)
                    .append('\n');
        }
        return new IpxeScript(statements, script.append(body).toString(), checks.isChecked());
    }

    /** A builder that goes on after the last line of this script. */
    public IpxeScriptBuilder toBuilder() {
        return new IpxeScriptBuilder(true, statements);
    }

    /** The script as iPXE is to receive it, in UTF-8. */
    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether every line was put together by the builder; false if {@code raw} lines are among them. */
    public boolean isChecked() {
        return checked;
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

    private static Set<String> helpersIn(CharSequence body) {
        Set<String> characters = new TreeSet<>();
        for (Matcher helper = HELPER.matcher(body); helper.find(); ) {
            characters.add(helper.group(1));
        }
        return characters;
    }
}
