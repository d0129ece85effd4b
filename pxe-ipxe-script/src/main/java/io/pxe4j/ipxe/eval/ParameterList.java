package io.pxe4j.ipxe.eval;

import java.util.ArrayList;
import java.util.List;

/** Request parameters while they are put together: core/params.c. Bytes. */
final class ParameterList {
    private final String name;
    private final String method;
    private final List<String> entries = new ArrayList<>();
    private boolean hasForm;

    /** A list; the empty name is the default one, an empty method the usual one. */
    ParameterList(String name, String method) {
        this.name = name;
        this.method = method;
    }

    String name() {
        return name;
    }

    void add(String key, String value, boolean header) {
        entries.add(header ? key + ": " + value : key + "=" + value);
        hasForm |= !header;
    }

    List<String> entries() {
        return entries;
    }

    /** GET unless there is something to post (net/tcp/httpcore.c). */
    String method() {
        return !method.isEmpty() ? method.toUpperCase(java.util.Locale.ROOT) : hasForm ? "POST" : "GET";
    }
}
