package io.pxe4j.tftp.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of names in which a pattern is found. Immutable; see {@link RewriteRules}.
 *
 * <p>In a replacement {@code $1} is what the first group matched, {@code $0} the whole match, <code>${name}</code> a named group, <code>${client-ip}</code> the
 * client's address, <code>${client-hex}</code> the same in upper-case hexadecimal as PXELINUX looks for it ({@code 0A000005}), <code>${server-ip}</code> the
 * address that was asked, and {@code $$} a dollar sign.
 */
public final class RewriteRule {
    /** What comes after a rule that has matched. */
    enum Then {
        CONTINUE,
        STOP,
        RESTART
    }

    private final Pattern pattern;
    private final boolean all;
    private final Then then;
    private final @Nullable ContentRefusal refusal;
    private final Change change;

    private interface Change {
        String of(Matcher match, ContentRequest request);
    }

    private RewriteRule(Pattern pattern, boolean all, Then then, @Nullable ContentRefusal refusal, Change change) {
        this.pattern = pattern;
        this.all = all;
        this.then = then;
        this.refusal = refusal;
        this.change = change;
    }

    /**
     * Replaces the first match.
     *
     * @throws PatternSyntaxException for a pattern that Java cannot read
     * @throws IllegalArgumentException for a replacement that names an unknown group or placeholder
     */
    public static RewriteRule replaceFirst(String pattern, String replacement) {
        return replacing(pattern, replacement, false);
    }

    /**
     * Replaces every match.
     *
     * @throws PatternSyntaxException for a pattern that Java cannot read
     * @throws IllegalArgumentException for a replacement that names an unknown group or placeholder
     */
    public static RewriteRule replaceAll(String pattern, String replacement) {
        return replacing(pattern, replacement, true);
    }

    private static RewriteRule replacing(String pattern, String replacement, boolean all) {
        Pattern compiled = Pattern.compile(pattern);
        ReplacementText text = ReplacementText.parse(replacement, compiled);
        return new RewriteRule(compiled, all, Then.CONTINUE, null, text::of);
    }

    /** Writes every match in lower case. */
    public static RewriteRule lowerCase(String pattern) {
        return folding(pattern, text -> text.toLowerCase(Locale.ROOT));
    }

    /** Writes every match in upper case. */
    public static RewriteRule upperCase(String pattern) {
        return folding(pattern, text -> text.toUpperCase(Locale.ROOT));
    }

    private static RewriteRule folding(String pattern, Function<String, String> fold) {
        return new RewriteRule(
                Pattern.compile(pattern), true, Then.CONTINUE, null, (match, request) -> fold.apply(match.group()));
    }

    /** Answers names with a match by that refusal. */
    public static RewriteRule refuse(String pattern, ContentRefusal refusal) {
        return new RewriteRule(Pattern.compile(pattern), false, Then.STOP, refusal, (match, request) -> match.group());
    }

    /** The same rule for upper and lower case alike. */
    public RewriteRule ignoreCase() {
        Pattern folded = Pattern.compile(pattern.pattern(), pattern.flags() | Pattern.CASE_INSENSITIVE);
        return new RewriteRule(folded, all, then, refusal, change);
    }

    /** The same rule, after whose match no other one is tried. */
    public RewriteRule thenStop() {
        return new RewriteRule(pattern, all, Then.STOP, refusal, change);
    }

    /** The same rule, after whose match all rules are tried anew; rules that never come to rest end in a refusal. */
    public RewriteRule thenRestart() {
        return new RewriteRule(pattern, all, Then.RESTART, refusal, change);
    }

    Then then() {
        return then;
    }

    Optional<ContentRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The name as this rule makes it; empty if it does not match. */
    Optional<String> apply(String name, ContentRequest request) {
        Matcher matcher = pattern.matcher(name);
        if (!matcher.find()) {
            return Optional.empty();
        }
        StringBuilder changed = new StringBuilder();
        do {
            String replacement = change.of(matcher, request);
            matcher.appendReplacement(changed, Matcher.quoteReplacement(replacement));
        } while (all && matcher.find());
        return Optional.of(matcher.appendTail(changed).toString());
    }
}
