package io.pxe4j.ipxe.language;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What iPXE's openers of URIs ask of them: a URI that breaks one of these rules is never opened, whatever the network
 * does. For texts without <code>${...}</code>, whose values only the machine knows.
 */
public final class UriRules {
    private static final Pattern LUN = Pattern.compile("[0-9a-fA-F]{0,4}(-[0-9a-fA-F]{0,4}){0,3}");
    private static final Pattern AOE = Pattern.compile("e\\d{0,10}\\.\\d{0,10}");
    private static final Pattern FC_NAME = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){7}");
    private static final int FC_NAME_LENGTH = 23;
    private static final int ISCSI_FIELDS = 5;

    private UriRules() {}

    /** What keeps iPXE from opening the URI; empty if nothing does. */
    public static Optional<String> problem(String uri) {
        UriReference reference = UriReference.parse(uri);
        if (reference.scheme().isEmpty()) {
            return Optional.empty(); // relative: what matters is what it is resolved against
        }
        String written = reference.scheme().get();
        Optional<UriScheme> scheme = reference.knownScheme();
        if (scheme.isEmpty()) {
            return Optional.of("uri: scheme " + written + " (expected: one that iPXE opens, such as http or iscsi)");
        }
        return switch (scheme.get()) {
            case ISCSI -> iscsi(reference);
            case AOE -> aoe(reference);
            case FCP -> fcp(reference);
            case IB_SRP -> srp(reference);
            case DATA -> data(reference);
            case USB -> opaque(reference).isEmpty() ? missing("usb", "usb:<function>") : Optional.empty();
            case FILE -> Optional.empty();
            case HTTP, HTTPS, TFTP, TFTM, MTFTP, FTP, NFS, X_SLAM -> hosted(scheme.get(), reference);
        };
    }

    /** Whether a text is a LUN as iPXE reads it, {@code drivers/block/scsi.c:scsi_parse_lun()}: 1 to 4 hex words. */
    public static boolean isLun(String text) {
        return LUN.matcher(text).matches();
    }

    private static Optional<String> hosted(UriScheme scheme, UriReference uri) {
        if (uri.host().filter(host -> !host.isEmpty()).isEmpty()) {
            return missing(scheme.toString(), scheme + "://<host>/<path>");
        }
        if (scheme == UriScheme.X_SLAM) {
            return Optional.empty();
        }
        boolean needsPath = scheme != UriScheme.HTTP && scheme != UriScheme.HTTPS;
        return needsPath && uri.path().isEmpty()
                ? missing(scheme.toString(), scheme + "://<host>/<path>")
                : Optional.empty();
    }

    /** {@code net/tcp/iscsi.c:iscsi_parse_root_path()}, RFC 4173 section 5. */
    private static Optional<String> iscsi(UriReference uri) {
        List<String> fields = split(opaque(uri), ISCSI_FIELDS, true);
        if (fields.size() < ISCSI_FIELDS) {
            return missing("iscsi", "iscsi:<server>:<protocol>:<port>:<lun>:<target>");
        }
        if (fields.get(0).isEmpty() || fields.get(4).isEmpty()) {
            return missing("iscsi", "a server and a target");
        }
        return lun("iscsi", fields.get(3));
    }

    /** {@code net/aoe.c:aoe_parse_uri()}. */
    private static Optional<String> aoe(UriReference uri) {
        return AOE.matcher(opaque(uri)).matches() ? Optional.empty() : missing("aoe", "aoe:e<major>.<minor>");
    }

    /** {@code net/fcp.c:fcp_parse_uri()}; a name is eight bytes with colons between them. */
    private static Optional<String> fcp(UriReference uri) {
        String whole = opaque(uri);
        if (uri.opaque().isEmpty()) {
            // fcp://<name>/<lun>: the last colon of a name would be taken for a port's, so it has to be encoded.
            boolean named = FC_NAME.matcher(uri.host().orElse("")).matches();
            return named && uri.path().isPresent()
                    ? lun("fcp", PercentEncoding.decode(uri.path().get()).substring(1))
                    : missing("fcp", "fcp:<name>:<lun>, its name of the form 50:06:01:60:3b:a0:11:22");
        }
        if (whole.length() <= FC_NAME_LENGTH
                || whole.charAt(FC_NAME_LENGTH) != ':'
                || !FC_NAME.matcher(whole.substring(0, FC_NAME_LENGTH)).matches()) {
            return missing("fcp", "fcp:<name>:<lun>, its name of the form 50:06:01:60:3b:a0:11:22");
        }
        return lun("fcp", whole.substring(FC_NAME_LENGTH + 1));
    }

    /** {@code net/infiniband/ib_srp.c:ib_srp_parse_root_path()}. */
    private static Optional<String> srp(UriReference uri) {
        String form = "ib_srp:<sgid>:<id ext>:<hca guid>:<dgid>:<pkey>:<service id>:<lun>:<target id ext>:<ioc guid>";
        List<String> fields = split(opaque(uri), 9, false);
        if (fields.size() < 9) {
            return missing("ib_srp", form);
        }
        boolean right = isHex(fields.get(0), 32, true)
                && isHex(fields.get(1), 16, true)
                && isHex(fields.get(2), 16, true)
                && isHex(fields.get(3), 32, false)
                && fields.get(4).length() <= 4
                && isHex(fields.get(4), fields.get(4).length(), true)
                && isHex(fields.get(5), 16, false)
                && isHex(fields.get(7), 16, false)
                && isHex(fields.get(8), 16, false);
        return right ? lun("ib_srp", fields.get(6)) : missing("ib_srp", form + ", each in hex of its full length");
    }

    /** {@code core/datauri.c}: the payload follows the first comma. */
    private static Optional<String> data(UriReference uri) {
        String whole = opaque(uri);
        int comma = whole.indexOf(',');
        if (comma < 0) {
            return missing("data", "data:<type>,<text> or data:<type>;base64,<base64>");
        }
        if (whole.substring(0, comma).endsWith(";base64")) {
            try {
                Base64.getDecoder().decode(whole.substring(comma + 1));
            } catch (IllegalArgumentException notBase64) {
                return missing("data", "base64 after the comma");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> lun(String scheme, String lun) {
        return isLun(lun)
                ? Optional.empty()
                : Optional.of(scheme + ": LUN " + lun + " (expected: 1 to 4 hex words of 16 bits, 2 or 2-0-0-0)");
    }

    private static Optional<String> missing(String scheme, String expected) {
        return Optional.of(scheme + ": URI iPXE cannot open (expected: " + expected + ")");
    }

    private static String opaque(UriReference uri) {
        return uri.opaque().orElse("");
    }

    private static boolean isHex(String text, int length, boolean optional) {
        if (optional && text.isEmpty()) {
            return true;
        }
        return text.length() == length && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** The fields between colons, the last with all that remains; colons in brackets divide nothing if asked. */
    private static List<String> split(String text, int most, boolean brackets) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < text.length() && fields.size() < most - 1; i++) {
            char c = text.charAt(i);
            if (brackets && c == '[') {
                inside = true;
            } else if (c == ']') {
                inside = false;
            } else if (c == ':' && !inside) {
                fields.add(text.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(text.substring(start));
        return fields;
    }
}
