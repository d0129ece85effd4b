package io.pxe4j.boot;

import io.pxe4j.ipxe.IpxeScript;

/** What one client shall boot, as a {@link BootDecider} says. */
public sealed interface BootDecision {
    /** What the client's class boots by the builder's settings ({@code bios(...)}, {@code uefiX64(...)}, {@code ipxe(...)}). */
    static BootDecision standard() {
        return new Standard();
    }

    /** A file of the content root, by TFTP; UEFI HTTP boot gets its URL on this server. */
    static BootDecision file(String name) {
        return new File(name);
    }

    /** A URL, for iPXE and UEFI HTTP boot; a PXE ROM cannot load one and gets no answer. */
    static BootDecision url(String url) {
        return new Url(url);
    }

    /**
     * A script made for this client. iPXE gets it under a path of its own; a client that is not iPXE yet gets what its class boots,
     * which should be an iPXE that then asks again.
     */
    static BootDecision script(IpxeScript script) {
        return new Script(script);
    }

    /** Nothing from this server, and why, for the trace. */
    static BootDecision ignore(String why) {
        return new Ignore(why);
    }

    /** As {@link #standard()} says. */
    record Standard() implements BootDecision {}

    /**
     * As {@link #file} says.
     *
     * @param name relative to the content root
     */
    record File(String name) implements BootDecision {}

    /**
     * As {@link #url} says.
     *
     * @param url absolute
     */
    record Url(String url) implements BootDecision {}

    /**
     * As {@link #script} says.
     *
     * @param script what iPXE runs
     */
    record Script(IpxeScript script) implements BootDecision {}

    /**
     * As {@link #ignore} says.
     *
     * @param why one phrase for an administrator
     */
    record Ignore(String why) implements BootDecision {}
}
