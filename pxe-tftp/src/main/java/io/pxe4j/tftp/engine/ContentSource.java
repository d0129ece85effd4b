package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Decides what a read request gets: content, or a refusal with its TFTP error.
 *
 * <p>It is called on an event loop and must not block; work that blocks goes to {@link ContentRequest#worker()}. The server waits for the
 * answer as long as its open timeout allows, then refuses the request and closes content that comes late. A stage that fails is
 * answered with error 0 and reported; a missing file is a {@link ContentRefusal#notFound}, not a failure.
 */
@FunctionalInterface
public interface ContentSource {
    /** The answer to that request. */
    CompletionStage<ContentAnswer> open(ContentRequest request);

    /**
     * Content held in memory. Names compare exactly, after the leading slashes that iPXE and curl may send are taken off.
     *
     * @param files contents by name; copied shallowly, the arrays must not change
     */
    static ContentSource ofBytes(Map<String, byte[]> files) {
        Map<String, byte[]> copy = Map.copyOf(files);
        return request -> {
            byte[] bytes = copy.get(stripped(request.file()));
            return CompletableFuture.completedFuture(bytes == null ? ContentRefusal.notFound() : TftpContent.of(bytes));
        };
    }

    /**
     * Content made for each request, such as a configuration for one client. Empty gets error 1, file not found.
     *
     * <p>What makes its content without blocking, or later, needs no such help: {@code request -> bytesOf(request).thenApply(TftpContent::of)}.
     *
     * @param generator called on a worker, where it may block; the array must not change afterwards
     */
    static ContentSource generated(Function<? super ContentRequest, Optional<byte[]>> generator) {
        return request -> CompletableFuture.supplyAsync(
                () -> generator
                        .apply(request)
                        .<ContentAnswer>map(TftpContent::of)
                        .orElseGet(ContentRefusal::notFound),
                request.worker());
    }

    /**
     * The first of these sources that does not answer with error 1, file not found.
     *
     * @throws IllegalArgumentException if there are none
     */
    static ContentSource firstOf(ContentSource... sources) {
        return List.of(sources).stream()
                .reduce(ContentSource::orElse)
                .orElseThrow(() -> new IllegalArgumentException("sources: none (expected: one or more)"));
    }

    /**
     * The source whose prefix the name starts with, the longest if there are several; it is asked for the rest of the name. Prefixes are whole parts of names:
     * {@code "ipxe"} stands for {@code ipxe/a} and not for {@code ipxeb}. {@code ""} stands for all names; without it a name that fits nowhere gets error 1.
     *
     * @param sources sources by prefix; slashes around it do not matter
     */
    static ContentSource byPrefix(Map<String, ContentSource> sources) {
        return PrefixRouter.of(sources);
    }

    /** This source, asked for what becomes of the name by those rules. */
    default ContentSource rewritten(RewriteRules rules) {
        return request -> {
            RewriteRules.Result result = rules.apply(request);
            return result.refusal().isPresent()
                    ? CompletableFuture.completedFuture(result.refusal().get())
                    : open(request.withFile(result.file()));
        };
    }

    /** This source, and {@code other} for what this one answers with error 1, file not found. */
    default ContentSource orElse(ContentSource other) {
        return request -> open(request)
                .thenCompose(answer -> answer instanceof ContentRefusal refusal
                                && refusal.code().equals(TftpErrorCode.FILE_NOT_FOUND)
                        ? other.open(request)
                        : CompletableFuture.completedFuture(answer));
    }

    private static String stripped(String file) {
        int start = 0;
        while (start < file.length() && file.charAt(start) == '/') {
            start++;
        }
        return file.substring(start);
    }
}
