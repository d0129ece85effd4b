package io.pxe4j.boot.http;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Finds the content for a request: the generated resource with the longest matching prefix, else a file. */
final class Routes {
    private final NavigableMap<String, HttpResource> resources;
    private final Optional<ConfinedFiles> files;
    private final Executor disk;

    Routes(Map<String, HttpResource> resources, Optional<ConfinedFiles> files, Executor disk) {
        this.resources = new TreeMap<>(resources);
        this.files = files;
        this.disk = disk;
    }

    /** What was found; whoever gets it owns the content. */
    record Found(int status, Content content) {}

    CompletionStage<Found> find(ResourceRequest request) {
        Optional<HttpResource> resource = resource(request.path());
        if (resource.isPresent()) {
            return generated(resource.get(), request);
        }
        CompletableFuture<Found> result = new CompletableFuture<>();
        try {
            disk.execute(() -> result.complete(file(request.path())));
        } catch (RejectedExecutionException e) {
            result.complete(of(HttpAnswer.refused(503, "The server is closing.")));
        }
        return result;
    }

    static Found of(HttpAnswer answer) {
        return new Found(answer.status(), new Content.Octets(answer));
    }

    private Found file(String path) {
        if (files.isPresent() && files.get().hides(path)) {
            return of(HttpAnswer.refused(403, "Names that start with a dot are not served."));
        }
        try {
            return files.flatMap(f -> f.open(path))
                    .map(content -> new Found(200, content))
                    .orElseGet(() -> of(HttpAnswer.notFound()));
        } catch (RuntimeException e) {
            return of(HttpAnswer.refused(500, "The file could not be read."));
        }
    }

    private static CompletionStage<Found> generated(HttpResource resource, ResourceRequest request) {
        try {
            return resource.answer(request)
                    .exceptionally(e -> HttpAnswer.refused(500, "The resource failed."))
                    .thenApply(Routes::of);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(of(HttpAnswer.refused(500, "The resource failed.")));
        }
    }

    /** Prefixes of one path are found longest first when walking down from the path itself. */
    private Optional<HttpResource> resource(String path) {
        for (var entry : resources.headMap(path, true).descendingMap().entrySet()) {
            if (path.startsWith(entry.getKey())) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
