package io.pxe4j.ipxe.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what is wrong with the URI of a drive: RFC 4173 and its relatives. Settings in it may stand for anything. */
final class RootPaths {
    private static final Pattern LUN = Pattern.compile("[0-9a-fA-F]{0,4}(-[0-9a-fA-F]{1,4}){0,3}");
    private static final Pattern PORT = Pattern.compile("[0-9]{0,5}");
    private static final Pattern AOE = Pattern.compile("e[0-9]{1,5}\\.[0-9]{1,3}");
    private static final Pattern FCP = Pattern.compile("(//)?[0-9a-fA-F:]{16,23}[:/][0-9a-fA-F-]{1,19}");

    private RootPaths() {}

    /** What is wrong, and what was expected; empty if nothing is. */
    static Optional<String> problem(String uri) {
        if (!Words.isLiteral(uri)) {
            return Optional.empty();
        }
        String scheme = Uris.scheme(uri).orElse("");
        String rest = uri.substring(Math.min(uri.length(), scheme.length() + 1));
        return switch (scheme) {
            case "iscsi" -> iscsi(rest);
            case "aoe" -> AOE.matcher(rest).matches() ? Optional.empty() : Optional.of("aoe:e<major>.<minor>");
            case "fcp" ->
                FCP.matcher(rest).matches() ? Optional.empty() : Optional.of("fcp:<name of 16 hex digits>:<lun>");
            case "ib_srp" ->
                rest.chars().filter(c -> c == ':').count() == 8
                        ? Optional.empty()
                        : Optional.of("ib_srp: and nine fields with colons between them");
            default -> Optional.empty();
        };
    }

    /** RFC 4173 §5: server, protocol, port, LUN, and the target, which may hold colons. */
    private static Optional<String> iscsi(String rest) {
        List<String> fields = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < rest.length() && fields.size() < 4; i++) {
            char c = rest.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ':' && depth == 0) {
                fields.add(rest.substring(start, i));
                start = i + 1;
            }
        }
        if (fields.size() < 4) {
            return Optional.of("iscsi:<server>:<protocol>:<port>:<lun>:<target>, four colons at least");
        }
        if (fields.get(0).isEmpty() || rest.length() == start) {
            return Optional.of("iscsi:<server>:<protocol>:<port>:<lun>:<target>, with a server and a target");
        }
        if (!PORT.matcher(fields.get(2)).matches()) {
            return Optional.of("a port, 1..65535, or nothing for 3260");
        }
        return LUN.matcher(fields.get(3)).matches()
                ? Optional.empty()
                : Optional.of("a LUN of up to four hex words with hyphens between them, or nothing for 0");
    }
}
