package io.pxe4j.tftp.engine;

import java.util.List;
import java.util.Optional;

/**
 * Rules by which the names of requests change before a {@link ContentSource} is asked; see {@link ContentSource#rewritten}. Immutable.
 *
 * <pre>{@code
 * RewriteRules rules = RewriteRules.of(
 *         RewriteRule.replaceAll("\\\\", "/"),
 *         RewriteRule.lowerCase("^boot/.*"),
 *         RewriteRule.replaceFirst("^config$", "clients/${client-ip}/config").thenStop(),
 *         RewriteRule.refuse("\\.bak$", ContentRefusal.notFound()));
 * }</pre>
 *
 * <p>The rules are tried in their order, each on what the ones before it have made of the name. Names may come with a slash in front or without: no rule
 * is applied to the leading slashes, which are dropped. Patterns are Java's; they run on an event loop, on names of at most 1,024 characters, so a pattern
 * must not be one that takes exponential time.
 */
public final class RewriteRules {
    private static final int MAX_LENGTH = 1024;
    /** What does not come to rest within so many rounds never will. */
    private static final int MAX_ROUNDS = 100;

    private final List<RewriteRule> rules;

    private RewriteRules(List<RewriteRule> rules) {
        this.rules = rules;
    }

    /** What became of a name. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Result(String file, Optional<ContentRefusal> refusal) {}

    /** Those rules, in that order. */
    public static RewriteRules of(RewriteRule... rules) {
        return new RewriteRules(List.of(rules));
    }

    Result apply(ContentRequest request) {
        String name = withoutSlashes(request.file());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean again = false;
            for (RewriteRule rule : rules) {
                if (name.length() > MAX_LENGTH) {
                    return refused(ContentRefusal.denied("file name too long"));
                }
                Optional<String> changed = rule.apply(name, request);
                if (changed.isEmpty()) {
                    continue;
                }
                if (rule.refusal().isPresent()) {
                    return refused(rule.refusal().get());
                }
                name = changed.get();
                again = rule.then() == RewriteRule.Then.RESTART;
                if (rule.then() != RewriteRule.Then.CONTINUE) {
                    break;
                }
            }
            if (!again) {
                return name.length() > MAX_LENGTH
                        ? refused(ContentRefusal.denied("file name too long"))
                        : new Result(name, Optional.empty());
            }
        }
        return refused(ContentRefusal.denied("the rules for file names go round in circles"));
    }

    private static Result refused(ContentRefusal refusal) {
        return new Result("", Optional.of(refusal));
    }

    private static String withoutSlashes(String file) {
        int start = 0;
        while (start < file.length() && file.charAt(start) == '/') {
            start++;
        }
        return file.substring(start);
    }
}
