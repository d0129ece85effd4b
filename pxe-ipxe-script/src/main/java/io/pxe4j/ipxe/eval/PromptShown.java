package io.pxe4j.ipxe.eval;

/**
 * A prompt that waits for a key.
 *
 * @param text what it says
 * @param key the number of the key it waits for; 0 for any
 * @param timeoutMillis after how long it gives up; 0 for never
 */
public record PromptShown(String text, long key, long timeoutMillis) {}
