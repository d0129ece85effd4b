package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.language.ArgumentKind;
import io.pxe4j.ipxe.language.ArgumentSpec;
import io.pxe4j.ipxe.language.PercentEncoding;
import io.pxe4j.ipxe.language.UriReference;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of a command that are URIs, and their parts, cut as core/uri.c does. */
final class Uris {
    private static final Set<ArgumentKind> KINDS =
            Set.of(ArgumentKind.URI, ArgumentKind.IMAGE_OR_URI, ArgumentKind.SAN_URI);

    private Uris() {}

    static List<SourceWord> of(Step step) {
        List<SourceWord> uris = new ArrayList<>();
        if (step.spec().isEmpty()) {
            return uris;
        }
        for (int i = 0; i < step.positionals().size(); i++) {
            Optional<ArgumentSpec> spec = step.spec().get().argument(i);
            if (spec.isEmpty() || spec.get().kind() == ArgumentKind.TEXT) {
                break;
            }
            if (KINDS.contains(spec.get().kind())) {
                uris.add(step.positionals().get(i));
            }
        }
        return uris;
    }

    /** Letters, hyphens and underscores before a colon. */
    static Optional<String> scheme(String uri) {
        return UriReference.parse(uri).scheme().filter(scheme -> !scheme.isEmpty());
    }

    /** Whether it needs another URI to be resolved against: as far as its text shows. */
    static boolean isRelative(String uri) {
        return !uri.startsWith("${") && scheme(uri).isEmpty();
    }

    /**
     * The name that iPXE gives the image of a URI: the last part of its path, decoded; empty if it has none, or only
     * the machine knows it. Settings in it stay as they are written.
     */
    static Optional<String> imageName(String uri) {
        if (scheme(uri).filter(scheme -> !isHierarchical(uri, scheme)).isPresent()) {
            return Optional.empty();
        }
        String path = uri;
        for (String end : List.of("##params", "#", "?")) {
            int at = path.indexOf(end);
            path = at < 0 ? path : path.substring(0, at);
        }
        int slash = lastSlashOutsideSettings(path);
        String name = PercentEncoding.decode(path.substring(slash + 1));
        boolean hidden = slash < 0 && name.startsWith("${");
        boolean hostOnly = path.indexOf("://") >= 0 && path.indexOf("://") + 2 == slash;
        return name.isEmpty() || hidden || hostOnly ? Optional.empty() : Optional.of(name);
    }

    private static boolean isHierarchical(String uri, String scheme) {
        return uri.startsWith("/", scheme.length() + 1);
    }

    private static int lastSlashOutsideSettings(String path) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < path.length(); i++) {
            if (path.startsWith("${", i)) {
                depth++;
            } else if (path.charAt(i) == '}' && depth > 0) {
                depth--;
            } else if (path.charAt(i) == '/' && depth == 0) {
                last = i;
            }
        }
        return last;
    }
}
