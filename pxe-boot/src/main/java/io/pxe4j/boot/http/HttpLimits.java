package io.pxe4j.boot.http;

import java.time.Duration;

/** How much of the server one client, or all of them, may take. */
record HttpLimits(
        int maxConnections,
        int maxLineBytes,
        int maxHeaderBytes,
        int maxBodyBytes,
        Duration idleTimeout,
        Duration stallTimeout,
        Duration answerTimeout) {}
