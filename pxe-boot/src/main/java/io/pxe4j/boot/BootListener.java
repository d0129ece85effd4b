package io.pxe4j.boot;

/** Hears each step of each boot. Called on event loops, by several threads: return quickly. */
@FunctionalInterface
public interface BootListener {
    /** A listener that hears nothing. */
    BootListener NONE = step -> {};

    /** A step was taken. */
    void step(BootStep step);
}
