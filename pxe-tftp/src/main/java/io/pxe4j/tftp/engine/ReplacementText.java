package io.pxe4j.tftp.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The replacement of a {@link RewriteRule}, taken apart and checked when the rule is made. */
final class ReplacementText {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|[0-9]|\\{([^}]*)\\})?");

    private static final Map<String, Function<ContentRequest, String>> PLACEHOLDERS = Map.of(
            "client-ip", request -> text(request.client().getAddress()),
            "client-hex",
                    request -> HexFormat.of()
                            .withUpperCase()
                            .formatHex(request.client().getAddress().getAddress()),
            "server-ip", request -> text(request.server().getAddress()));

    private final List<BiFunction<Matcher, ContentRequest, String>> parts;

    private ReplacementText(List<BiFunction<Matcher, ContentRequest, String>> parts) {
        this.parts = parts;
    }

    static ReplacementText parse(String replacement, Pattern pattern) {
        List<BiFunction<Matcher, ContentRequest, String>> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(replacement);
        int done = 0;
        while (reference.find()) {
            literal(parts, replacement.substring(done, reference.start()));
            parts.add(part(replacement, reference, pattern));
            done = reference.end();
        }
        literal(parts, replacement.substring(done));
        return new ReplacementText(List.copyOf(parts));
    }

    private static void literal(List<BiFunction<Matcher, ContentRequest, String>> parts, String text) {
        if (!text.isEmpty()) {
            parts.add((match, request) -> text);
        }
    }

    private static BiFunction<Matcher, ContentRequest, String> part(
            String replacement, Matcher reference, Pattern pattern) {
        String what = reference.group(1);
        if (what == null) {
            throw unknown(replacement, "$$ for a dollar sign");
        }
        if (what.equals("$")) {
            return (match, request) -> "$";
        }
        String name = reference.group(2);
        if (name == null) {
            int group = Integer.parseInt(what);
            int groups = pattern.matcher("").groupCount();
            if (group > groups) {
                throw unknown(replacement, "groups up to $" + groups);
            }
            return (match, request) -> orEmpty(match.group(group));
        }
        Function<ContentRequest, String> placeholder = PLACEHOLDERS.get(name);
        if (placeholder != null) {
            return (match, request) -> placeholder.apply(request);
        }
        if (!hasGroup(pattern, name)) {
            throw unknown(
                    replacement,
                    "a group of the pattern or one of "
                            + PLACEHOLDERS.keySet().stream().sorted().toList());
        }
        return (match, request) -> orEmpty(match.group(name));
    }

    /** Java 17 does not list the groups of a pattern, but refuses a back reference to one that is not there. */
    private static boolean hasGroup(Pattern pattern, String name) {
        try {
            return Pattern.compile(pattern.pattern() + "\\k<" + name + ">")
                            .matcher("")
                            .groupCount()
                    > 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static IllegalArgumentException unknown(String replacement, String expected) {
        return new IllegalArgumentException("replacement: " + replacement + " (expected: " + expected + ")");
    }

    String of(Matcher match, ContentRequest request) {
        StringBuilder text = new StringBuilder();
        for (BiFunction<Matcher, ContentRequest, String> part : parts) {
            text.append(part.apply(match, request));
        }
        return text.toString();
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
