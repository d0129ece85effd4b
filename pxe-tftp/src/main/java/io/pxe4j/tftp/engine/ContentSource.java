package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpErrorCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
