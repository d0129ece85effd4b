package io.pxe4j.tftp.server;

import java.util.UUID;

/** Names of files that are not whole yet. They are never served, nor written to by a request, also where a crash has left one. */
final class PartName {
    private static final String PREFIX = ".pxe4j-";
    private static final String SUFFIX = ".part";

    private PartName() {}

    /** A name that no other upload has. */
    static String create() {
        return PREFIX + UUID.randomUUID() + SUFFIX;
    }

    static boolean matches(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && name.regionMatches(true, name.length() - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
    }
}
