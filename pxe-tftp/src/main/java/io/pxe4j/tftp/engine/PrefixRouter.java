package io.pxe4j.tftp.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends requests to sources by the beginning of the name. */
final class PrefixRouter implements ContentSource {
    private final Map<String, ContentSource> sources;

    private PrefixRouter(Map<String, ContentSource> sources) {
        this.sources = sources;
    }

    static PrefixRouter of(Map<String, ContentSource> sources) {
        Map<String, ContentSource> byName = new HashMap<>();
        sources.forEach((prefix, source) -> {
            if (byName.put(trimmed(prefix), source) != null) {
                throw new IllegalArgumentException("prefix: " + prefix + " (expected: no other like it)");
            }
        });
        return new PrefixRouter(byName);
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        // As sources see it that take backslashes for slashes: iPXE sends one slash in front, curl two.
        String name = request.file().replace('\\', '/');
        int start = 0;
        while (start < name.length() && name.charAt(start) == '/') {
            start++;
        }
        for (int end = name.lastIndexOf('/'); end > start; end = name.lastIndexOf('/', end - 1)) {
            ContentSource source = sources.get(name.substring(start, end));
            if (source != null) {
                return source.open(request.withFile(request.file().substring(end + 1)));
            }
        }
        ContentSource all = sources.get("");
        return all == null ? CompletableFuture.completedFuture(ContentRefusal.notFound()) : all.open(request);
    }

    private static String trimmed(String prefix) {
        return prefix.replaceAll("^/+|/+$", "");
    }
}
