package io.pxe4j.boot.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a request line asks for, decoded once and confined, or the status that refuses it. */
sealed interface RequestTarget {
    /** A path that begins with a slash, has no empty, {@code .} or {@code ..} segment, and the first value of each query name. */
    record Accepted(String path, Map<String, String> query) implements RequestTarget {}

    /** Refused with that HTTP status, for that reason. */
    record Refused(int status, String why) implements RequestTarget {}

    /** Reads origin-form ({@code /a?b=c}) and absolute-form ({@code http://host/a}), RFC 9112 §3.2. */
    static RequestTarget parse(String uri) {
        String target = withoutAuthority(uri);
        if (!target.startsWith("/")) {
            return new Refused(400, "a request target begins with a slash");
        }
        int fragment = target.indexOf('#');
        if (fragment >= 0) {
            target = target.substring(0, fragment);
        }
        int question = target.indexOf('?');
        Optional<String> path = decode(question < 0 ? target : target.substring(0, question), false);
        if (path.isEmpty()) {
            return new Refused(400, "broken percent-encoding");
        }
        Optional<Map<String, String>> query =
                question < 0 ? Optional.of(Map.of()) : query(target.substring(question + 1));
        if (query.isEmpty()) {
            return new Refused(400, "broken percent-encoding");
        }
        return confine(path.get(), query.get());
    }

    private static String withoutAuthority(String uri) {
        if (!uri.regionMatches(true, 0, "http://", 0, 7)) {
            return uri;
        }
        int slash = uri.indexOf('/', 7);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    private static RequestTarget confine(String path, Map<String, String> query) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                return new Refused(400, "control character or backslash in the path");
            }
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return new Refused(403, "the path leaves the root");
            }
            if (isDrive(segment)) {
                return new Refused(403, "the path names a drive");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return new Accepted("/" + String.join("/", segments), query);
    }

    private static boolean isDrive(String segment) {
        return segment.length() >= 2 && segment.charAt(1) == ':' && Character.isLetter(segment.charAt(0));
    }

    private static Optional<Map<String, String>> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            if (!name.get().isEmpty()) {
                query.putIfAbsent(name.get(), value.get());
            }
        }
        return Optional.of(Map.copyOf(query));
    }

    /** Percent-decoding, once; empty if an escape is broken or the octets are not UTF-8. */
    private static Optional<String> decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(plusIsSpace ? text.replace('+', ' ') : text);
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                return Optional.empty();
            }
            if (c == '%') {
                int octet = i + 2 < text.length() ? hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)) : -1;
                if (octet < 0) {
                    return Optional.empty();
                }
                octets.write(octet);
                i += 2;
            } else {
                octets.write(c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** The part after the last dot of the last segment, in lower case; empty if there is none. */
    static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 || dot < path.lastIndexOf('/')
                ? ""
                : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
