package io.pxe4j.boot.http;

import java.util.concurrent.CompletionStage;

/** Makes what a path serves, per request: scripts, configurations, answers from a database. */
@FunctionalInterface
public interface HttpResource {
    /**
     * The answer to {@code request}. Called on an event loop, so it must not block; it may complete the stage later and on
     * any thread. A stage that fails is answered with status 500, one that is late with 503 (see
     * {@link HttpServer.Builder#answerTimeout}).
     */
    CompletionStage<HttpAnswer> answer(ResourceRequest request);
}
