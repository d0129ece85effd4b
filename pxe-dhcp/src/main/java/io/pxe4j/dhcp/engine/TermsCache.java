package io.pxe4j.dhcp.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The terms of one pool or subnet for each set of client classes that turned up: worked out once, then looked up. */
final class TermsCache {
    // Who asks decides which classes it is in; more sets than these are worked out each time they turn up.
    private static final int MAX_SETS = 256;

    /** Scopes merged, and the terms made of them. */
    static final class Merged {
        private final Scope scope;
        private final Terms terms;

        private Merged(Scope scope) {
            this.scope = scope;
            this.terms = new Terms(scope);
        }

        Scope scope() {
            return scope;
        }

        Terms terms() {
            return terms;
        }
    }

    private final ClassTable classes;
    private final Merged forEverybody;
    private final Map<Long, Merged> bySet = new HashMap<>();

    TermsCache(Scope scope, ClassTable classes) {
        this.classes = classes;
        this.forEverybody = new Merged(scope);
    }

    Terms of(long memberships, @Nullable HostPlan host) {
        Merged merged = merged(memberships & classes.withSettings());
        return host == null ? merged.terms : host.over(merged);
    }

    private Merged merged(long memberships) {
        if (memberships == 0) {
            return forEverybody;
        }
        Merged known = bySet.get(memberships);
        if (known != null) {
            return known;
        }
        Merged made = new Merged(classes.over(forEverybody.scope, memberships));
        if (bySet.size() < MAX_SETS) {
            bySet.put(memberships, made);
        }
        return made;
    }
}
