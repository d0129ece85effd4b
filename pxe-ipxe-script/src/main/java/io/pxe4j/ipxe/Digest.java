package io.pxe4j.ipxe;

import java.util.Locale;

/** A way to compute the sum of an image. MD5 and SHA-1 came first; the others are in builds of 2025 or newer. */
public enum Digest {
    /** MD4. */
    MD4,
    /** MD5. */
    MD5,
    /** SHA-1. */
    SHA1,
    /** SHA-224. */
    SHA224,
    /** SHA-256. */
    SHA256,
    /** SHA-384. */
    SHA384,
    /** SHA-512. */
    SHA512;

    /** The command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + "sum";
    }
}
