package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentRefusal;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of the files of an upstream, the most recently used ones: asked once for many transfers, and again when it may be out of date. */
final class HttpShelf {
    private static final int MAX_KNOWN = 1024;

    /** What the upstream said of a URL: there it is, or a refusal. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Found(Optional<HttpObject> object, ContentRefusal refusal) {
        static Found of(HttpObject object) {
            return new Found(Optional.of(object), ContentRefusal.notFound());
        }

        static Found refused(ContentRefusal refusal) {
            return new Found(Optional.empty(), refusal);
        }

        /** The octets it holds in memory. */
        int held() {
            return object.map(HttpObject::held).orElse(0);
        }
    }

    private static final class Entry {
        private final CompletableFuture<Found> answer;
        private @Nullable Found known;
        private long knownAt;

        Entry(CompletableFuture<Found> answer) {
            this.answer = answer;
        }
    }

    private final HttpUpstream upstream;
    private final long freshFor;
    private final LongSupplier clock;
    private final Map<URI, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    HttpShelf(HttpUpstream upstream, long freshFor, LongSupplier clock) {
        this.upstream = upstream;
        this.freshFor = freshFor;
        this.clock = clock;
    }

    /** What is at that URL; fails if the upstream cannot say. */
    CompletionStage<Found> open(URI url) {
        CompletableFuture<Found> answer = new CompletableFuture<>();
        Optional<HttpObject> old;
        Entry entry = new Entry(answer);
        synchronized (entries) {
            Entry before = entries.get(url);
            if (before != null && (before.known == null || clock.getAsLong() - before.knownAt < freshFor)) {
                return before.answer;
            }
            old = before == null || before.known == null ? Optional.empty() : before.known.object();
            entries.put(url, entry);
        }
        upstream.look(url, old, this::makeRoom).whenComplete((found, failure) -> {
            settle(url, entry, found);
            if (old.isPresent() && (found == null || !found.object().equals(old))) {
                upstream.giveBack(old.get().held());
            }
            if (found == null) {
                answer.completeExceptionally(Futures.cause(failure));
            } else {
                answer.complete(found);
            }
        });
        return answer;
    }

    private void settle(URI url, Entry entry, @Nullable Found found) {
        synchronized (entries) {
            if (found == null) {
                // Nothing is remembered of a failure: the next transfer asks again.
                entries.remove(url, entry);
                return;
            }
            entry.known = found;
            entry.knownAt = clock.getAsLong();
            Iterator<Entry> oldest = entries.values().iterator();
            while (entries.size() > MAX_KNOWN && oldest.hasNext()) {
                forget(oldest);
            }
        }
    }

    /** Forgets what was used longest ago and holds memory; whether there was any. */
    private boolean makeRoom() {
        synchronized (entries) {
            for (Iterator<Entry> oldest = entries.values().iterator(); oldest.hasNext(); ) {
                if (forget(oldest) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private int forget(Iterator<Entry> at) {
        Found known = at.next().known;
        if (known == null) {
            return 0;
        }
        at.remove();
        upstream.giveBack(known.held());
        return known.held();
    }
}
