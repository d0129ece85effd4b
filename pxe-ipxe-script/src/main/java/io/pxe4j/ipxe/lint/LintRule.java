package io.pxe4j.ipxe.lint;

import java.util.Optional;

/**
 * What the linter looks for. The ids are stable: a rule keeps its own for ever, and an id is not used again.
 *
 * <p>Each rule can be suppressed with a comment, see {@link IpxeLinter}.
 */
public enum LintRule {
    /** The comment suppresses a rule that does not exist. */
    IPX000(
            Severity.WARNING,
            "The comment suppresses a rule that does not exist.",
            "A `lint:ignore` comment with a misspelled id hides nothing."),
    /** The file does not begin with <code>#!ipxe</code> and a blank or line end. */
    IPX001(
            Severity.ERROR,
            "The file does not begin with `#!ipxe` and a blank or line end.",
            "iPXE does not take it for a script (image/script.c:script_probe)."),
    /** The file begins with <code>#!gpxe</code>. */
    IPX002(Severity.WARNING, "The file begins with `#!gpxe`.", "The name of the predecessor; iPXE still takes it."),
    /** The script ends in a backslash. */
    IPX003(
            Severity.ERROR,
            "The script ends in a backslash.",
            "The line is continued into nothing and ends the script with \"Invalid argument\" (image/script.c:process_script)."),
    /** A NUL byte is in the script. */
    IPX004(Severity.ERROR, "A NUL byte is in the script.", "Commands are C strings: the rest of the line is not seen."),
    /** A backslash and blanks end a line. */
    IPX005(
            Severity.WARNING,
            "A backslash and blanks end a line.",
            "Only a backslash at the very end continues a line; this one is a word of its own."),
    /** Lines end in carriage returns alone. */
    IPX006(
            Severity.INFO,
            "Lines end in carriage returns alone.",
            "iPXE splits at line feeds only: all of it is one line."),
    /** <code>goto</code> names a label that does not exist. */
    IPX010(
            Severity.ERROR,
            "`goto` names a label that does not exist.",
            "The script ends there without a message (image/script.c:goto_exec)."),
    /** A label is there twice. */
    IPX011(Severity.ERROR, "A label is there twice.", "`goto` takes the first; the later one cannot be reached."),
    /** No <code>goto</code> names a label. */
    IPX012(
            Severity.WARNING,
            "No `goto` names a label.",
            "The lines behind it may be dead, or the `goto` is misspelled."),
    /** A line cannot be reached. */
    IPX013(Severity.WARNING, "A line cannot be reached.", "What stands before it never goes on."),
    /** A computed <code>goto</code> has no <code>||</code> behind it. */
    IPX014(
            Severity.WARNING,
            "A computed `goto` has no `||` behind it.",
            "A value without a label ends the script without a message."),
    /** An empty label meets a computed <code>goto</code>. */
    IPX015(Severity.WARNING, "An empty label meets a computed `goto`.", "An empty value jumps to the bare `:`."),
    /** A menu item has no label. */
    IPX016(Severity.WARNING, "A menu item has no label.", "Who chooses it gets the end of the script or the fallback."),
    /** A line goes on with <code>&amp;&amp;</code> after a command that may fail, and has no <code>||</code>. */
    IPX020(
            Severity.ERROR,
            "A line goes on with `&&` after a command that may fail, and has no `||`.",
            "The last status of a line decides whether the script goes on (image/script.c:terminate_on_exit_or_failure)."),
    /** A condition stands alone. */
    IPX021(Severity.ERROR, "A condition stands alone.", "The script ends when the answer is no."),
    /** A command may fail and nothing handles it. */
    IPX022(Severity.WARNING, "A command may fail and nothing handles it.", "The script ends there."),
    /** In <code>a &amp;&amp; b || c</code>, c also runs when b fails. */
    IPX023(
            Severity.WARNING,
            "In `a && b || c`, c also runs when b fails.",
            "`&&` and `||` have the same rank (core/exec.c:system); it is no if-else."),
    /** A single <code>|</code> or <code>&amp;</code> is an argument. */
    IPX024(Severity.ERROR, "A single `|` or `&` is an argument.", "iPXE has neither pipes nor background jobs."),
    /** An operator is glued to a word. */
    IPX025(
            Severity.ERROR,
            "An operator is glued to a word.",
            "Operators are words of their own (core/exec.c:command_terminator)."),
    /** <code>boot</code> without a selected image. */
    IPX026(
            Severity.WARNING,
            "`boot` without a selected image.",
            "It prints \"No image selected\" and succeeds (hci/commands/image_cmd.c:imgsingle_exec)."),
    /** The <code>||</code> behind a <code>boot</code> without a selected image never runs. */
    IPX027(Severity.WARNING, "The `||` behind a `boot` without a selected image never runs.", "That boot succeeds."),
    /** No such command. */
    IPX030(Severity.ERROR, "No such command.", "iPXE prints \"command not found\" and goes on with a failure."),
    /** The command has no such option. */
    IPX031(
            Severity.ERROR,
            "The command has no such option.",
            "The command prints its usage and fails (core/getopt.c)."),
    /** An option stands behind an argument. */
    IPX032(
            Severity.ERROR,
            "An option stands behind an argument.",
            "Options end at the first word that is none; this one becomes an argument (core/getopt.c)."),
    /** Too few or too many arguments. */
    IPX033(
            Severity.ERROR,
            "Too few or too many arguments.",
            "The command prints its usage and fails (core/parseopt.c:reparse_options)."),
    /** An option's or argument's value is not of its kind. */
    IPX034(
            Severity.ERROR,
            "An option's or argument's value is not of its kind.",
            "The command fails (core/parseopt.c)."),
    /** The value of an option begins with a hyphen. */
    IPX035(
            Severity.ERROR,
            "The value of an option begins with a hyphen.",
            "It is taken for an option; `--option=-value` works (core/getopt.c:get_argv_argument)."),
    /** The first argument begins with a hyphen. */
    IPX036(
            Severity.ERROR,
            "The first argument begins with a hyphen.",
            "It is taken for an option; `--` before it ends the options."),
    /** A label or item name begins with a hyphen. */
    IPX037(Severity.WARNING, "A label or item name begins with a hyphen.", "`goto` and `item` take it for an option."),
    /** The build that was named has no such command, option, type or scheme. */
    IPX038(
            Severity.WARNING,
            "The build that was named has no such command, option, type or scheme.",
            "There it is not found, or fails."),
    /** Quotes around words. */
    IPX040(
            Severity.ERROR,
            "Quotes around words.",
            "iPXE has no quotes: they are characters like others (core/exec.c:split_command)."),
    /** Blanks that iPXE drops. */
    IPX041(
            Severity.WARNING,
            "Blanks that iPXE drops.",
            "Words are joined with single spaces; `${}` stands for one more."),
    /** An attempt to write a literal <code>${</code>. */
    IPX042(
            Severity.ERROR,
            "An attempt to write a literal `${`.",
            "What is expanded is expanded again, and no escape prevents it (core/settings.c:expand_settings)."),
    /** A <code>${</code> without its <code>}</code> in the same word. */
    IPX043(Severity.WARNING, "A `${` without its `}` in the same word.", "It stays as it is."),
    /** A backslash escape. */
    IPX044(Severity.WARNING, "A backslash escape.", "iPXE has none: the backslash stays."),
    /** A setting's type or scope does not exist. */
    IPX045(Severity.ERROR, "A setting's type or scope does not exist.", "The reference is always empty."),
    /** A setting that nothing sets. */
    IPX046(
            Severity.WARNING,
            "A setting that nothing sets.",
            "It is empty unless something outside the script sets it."),
    /** A setting's name is a number. */
    IPX047(Severity.WARNING, "A setting's name is a number.", "Numbers are DHCP options."),
    /** A setting grows or expands to itself. */
    IPX048(
            Severity.WARNING,
            "A setting grows or expands to itself.",
            "A value that holds a reference to itself is expanded for ever."),
    /** <code>choose</code> on a menu without items. */
    IPX050(
            Severity.ERROR,
            "`choose` on a menu without items.",
            "It fails with \"No such file or directory\" (hci/tui/menu_ui.c)."),
    /** <code>choose</code>, <code>item</code> or <code>present</code> without a menu. */
    IPX051(
            Severity.ERROR,
            "`choose`, `item` or `present` without a menu.",
            "It fails with \"No default user interface\" (core/dynui.c)."),
    /** A menu that was chosen from is used again. */
    IPX052(
            Severity.WARNING,
            "A menu that was chosen from is used again.",
            "`choose` destroys it unless `--keep` says otherwise."),
    /** Menus with and without names in one script. */
    IPX053(
            Severity.WARNING,
            "Menus with and without names in one script.",
            "Looking up a name among them crashes iPXE (core/dynui.c:find_dynui)."),
    /** <code>choose</code> has no <code>||</code> behind it. */
    IPX054(Severity.WARNING, "`choose` has no `||` behind it.", "Escape ends the script."),
    /** The default is no item of the menu. */
    IPX055(Severity.WARNING, "The default is no item of the menu.", "The first item is the default then."),
    /** An item's name or key is there twice. */
    IPX056(Severity.WARNING, "An item's name or key is there twice.", "The first one wins."),
    /** A time-out of less than half a second. */
    IPX060(Severity.WARNING, "A time-out of less than half a second.", "Time-outs are milliseconds."),
    /** A duration that looks like the wrong unit. */
    IPX061(
            Severity.WARNING,
            "A duration that looks like the wrong unit.",
            "`sleep` counts seconds, `prompt --timeout` milliseconds."),
    /** A kernel with an initrd has no <code>initrd=</code>. */
    IPX070(
            Severity.WARNING,
            "A kernel with an initrd has no `initrd=`.",
            "On UEFI, kernels find an initrd by that argument."),
    /** <code>initrd=</code> names an image that the script does not fetch. */
    IPX071(
            Severity.ERROR,
            "`initrd=` names an image that the script does not fetch.",
            "On UEFI, the kernel does not find it."),
    /** Words behind an initrd's URI that name no file. */
    IPX072(
            Severity.WARNING,
            "Words behind an initrd's URI that name no file.",
            "They are a path inside the initrd, with `mode=` and `mkdir=` (core/cpio.c)."),
    /** A kernel command line of more than 2047 bytes. */
    IPX073(
            Severity.WARNING,
            "A kernel command line of more than 2047 bytes.",
            "PC BIOS builds cut it (arch/x86/image/bzimage.c:bzimage_set_cmdline)."),
    /** A second kernel without <code>imgfree</code> before it. */
    IPX074(
            Severity.INFO,
            "A second kernel without `imgfree` before it.",
            "What was loaded for the first is handed to the second."),
    /** Two images of the same name. */
    IPX075(
            Severity.WARNING,
            "Two images of the same name.",
            "The second is not fetched: an image of that name is there (usr/imgmgmt.c:imgacquire)."),
    /** The script ends in a <code>chain</code> without <code>--replace</code> or <code>--autofree</code>. */
    IPX076(
            Severity.WARNING,
            "The script ends in a `chain` without `--replace` or `--autofree`.",
            "This script stays in memory, and goes on when the other returns."),
    /** A user name without its password, or the other way round. */
    IPX077(
            Severity.WARNING,
            "A user name without its password, or the other way round.",
            "iSCSI logs in with both or with neither (net/tcp/iscsi.c)."),
    /** A malformed root path. */
    IPX078(Severity.ERROR, "A malformed root path.", "The drive cannot be opened."),
    /** A setting in a query is not encoded. */
    IPX080(
            Severity.WARNING,
            "A setting in a query is not encoded.",
            "`&`, `#` and blanks in its value break the request; `:uristring` encodes them."),
    /** A secret goes over plain HTTP. */
    IPX081(Severity.WARNING, "A secret goes over plain HTTP.", "Everybody on the way can read it."),
    /** A secret is written into the script. */
    IPX082(Severity.WARNING, "A secret is written into the script.", "Everybody who can fetch the script can read it."),
    /** A URI with a blank or quote in it. */
    IPX083(Severity.WARNING, "A URI with a blank or quote in it.", "It is requested as `%20` or `%22`."),
    /** <code>##params</code> without <code>params</code>, or <code>params</code> that nothing uses. */
    IPX084(
            Severity.INFO,
            "`##params` without `params`, or `params` that nothing uses.",
            "Without a list the request is a GET."),
    /** The build that was named cannot open <code>https:</code>. */
    IPX085(Severity.WARNING, "The build that was named cannot open `https:`.", "The download fails to start."),
    /** A relative URI before DHCP. */
    IPX086(
            Severity.WARNING,
            "A relative URI before DHCP.",
            "A script inside iPXE has no address of its own to resolve it against."),
    /** <code>cpuid</code> without a fallback. */
    IPX090(Severity.WARNING, "`cpuid` without a fallback.", "Only x86 builds have the command."),
    /** <code>inc</code> on a setting that is no number. */
    IPX091(Severity.WARNING, "`inc` on a setting that is no number.", "It fails with \"Operation not supported\"."),
    /** A comparison that is never true. */
    IPX092(
            Severity.WARNING,
            "A comparison that is never true.",
            "`iseq` compares text; unsigned numbers are shown in hex."),
    /** A number with a leading zero. */
    IPX093(Severity.WARNING, "A number with a leading zero.", "It is octal: 010 is 8, and 08 is none."),
    /** A character that looks like another. */
    IPX094(
            Severity.WARNING,
            "A character that looks like another.",
            "Only ASCII blanks separate words; typographic quotes and no-break spaces are letters."),
    /** A failure leads to <code>reboot</code> or <code>poweroff</code> without a pause. */
    IPX095(
            Severity.INFO,
            "A failure leads to `reboot` or `poweroff` without a pause.",
            "What fails for ever restarts for ever."),
    /** A loop of requests without a pause or a count. */
    IPX096(
            Severity.WARNING,
            "A loop of requests without a pause or a count.",
            "Many machines together bring a server down."),
    /** <code>shell</code> or <code>config</code> in an unattended script. */
    IPX097(Severity.WARNING, "`shell` or `config` in an unattended script.", "It waits for somebody for ever."),
    /** A question without a time-out in an unattended script. */
    IPX098(
            Severity.WARNING,
            "A question without a time-out in an unattended script.",
            "It waits for somebody for ever."),
    /** A line of more than 2000 bytes or 255 words. */
    IPX099(
            Severity.INFO,
            "A line of more than 2000 bytes or 255 words.",
            "Small machines run out of stack (core/exec.c:system).");

    private final Severity severity;
    private final String summary;
    private final String reason;

    LintRule(Severity severity, String summary, String reason) {
        this.severity = severity;
        this.summary = summary;
        this.reason = reason;
    }

    /** The rule of that id, {@code IPX010}. */
    public static Optional<LintRule> of(String id) {
        for (LintRule rule : values()) {
            if (rule.name().equals(id)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** The id. */
    public String id() {
        return name();
    }

    /** How much its findings matter, unless the place makes them matter less. */
    public Severity severity() {
        return severity;
    }

    /** What it finds, in one sentence. */
    public String summary() {
        return summary;
    }

    /** Why that matters, in one sentence; where iPXE's source forces it, the place in it. */
    public String reason() {
        return reason;
    }
}
